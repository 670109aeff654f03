import { t } from '@lingui/core/macro'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Ticket } from '../../api/schema'
import { Notice } from '../../ui/notice'
import { clearDraft, isEmpty, noDraft, readDraft } from './draft'
import { NewTicketForm } from './new-ticket-form'

const isUnlabelled = (ticket: Ticket) => !ticket.category_set_by_person || !ticket.priority_set_by_person

const Created = ({ ticket }: { ticket: Ticket }) => (
  <Notice
    tone="success"
    title={t`Ticket #${{ number: ticket.id }} created.`}
    actions={<ViewLink id={ticket.id} />}
  >
    {isUnlabelled(ticket) && <p>{t`What you left open will be chosen for you in a moment.`}</p>}
    <p>{t`The form is ready for another one.`}</p>
  </Notice>
)

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

const anEmptyForm = { draft: noDraft, created: null as Ticket | null, isNext: true }

export function NewTicketPage() {
  const [round, setRound] = useState(() => ({ ...anEmptyForm, draft: readDraft(), isNext: false, number: 0 }))
  const startAnew = (created: Ticket | null) =>
    setRound({ ...anEmptyForm, created, number: round.number + 1 })

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
      <div role="status">{round.created && <Created ticket={round.created} />}</div>
      {!isEmpty(round.draft) && <Restored onDiscard={discard} />}
      {/* A new key is a new, empty form. */}
      <NewTicketForm key={round.number} draft={round.draft} isNext={round.isNext} onCreated={startAnew} />
    </div>
  )
}
