import { t } from '@lingui/core/macro'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { Notice } from '../../ui/notice'
import { clearDraft, isEmpty, noDraft, readDraft } from './draft'
import { FollowLink } from './follow-link'
import { NewTicketForm } from './new-ticket-form'
import type { Filed } from './use-create-ticket'

const Created = ({ filed: { number, isUnlabelled } }: { filed: Filed }) => (
  <Notice tone="success" title={t`Ticket #${{ number }} created.`} actions={<ViewLink id={number} />}>
    {isUnlabelled && <p>{t`What you left open will be chosen for you in a moment.`}</p>}
    <p>{t`The form is ready for another one.`}</p>
  </Notice>
)

const Success = ({ filed }: { filed: Filed }) =>
  filed.secret ? <FollowLink number={filed.number} secret={filed.secret} /> : <Created filed={filed} />

const ViewLink = ({ id }: { id: number }) => (
  <Link className="button" to={`/tickets/${id}`}>
    {t`View it`}
  </Link>
)

const Restored = ({ onDiscard }: { onDiscard: () => void }) => (
  <p className="restored">
    {t`Your unsent draft is back. It is kept on this device only.`}{' '}
    <button type="button" className="link" onClick={onDiscard}>
      {t`Discard it`}
    </button>
  </p>
)

const anEmptyForm = { draft: noDraft, created: null as Filed | null, isNext: true }

export function NewTicketPage() {
  const [round, setRound] = useState(() => ({ ...anEmptyForm, draft: readDraft(), isNext: false, number: 0 }))
  const startAnew = (created: Filed | null) => setRound({ ...anEmptyForm, created, number: round.number + 1 })

  useEffect(() => {
    // The title has the focus by now; on a phone that hides what stands above it, which says that all went well.
    if (round.created) scrollTo({ top: 0 })
  }, [round.created])

  function discard() {
    clearDraft()
    startAnew(null)
  }

  return (
    <div className="new-ticket">
      <title>{t`New ticket · Hushdesk`}</title>
      <header className="page__head">
        <h1>{t`New ticket`}</h1>
        <p className="page__lead">
          {t`Describe it in your own words. Category and priority are suggested as you write.`}
        </p>
      </header>
      <div role="status">{round.created && <Success filed={round.created} />}</div>
      {!isEmpty(round.draft) && <Restored onDiscard={discard} />}
      {/* A new key is a new, empty form. */}
      <NewTicketForm key={round.number} draft={round.draft} isNext={round.isNext} onCreated={startAnew} />
    </div>
  )
}
