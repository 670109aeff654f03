import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { TicketDetail } from '../../api/schema'
import { intoView } from '../../ui/into-view'
import { Notice } from '../../ui/notice'
import { nameOf } from '../../ui/words'
import type { Change, FailedChange } from './use-ticket-changes'

const labels = [
  ['status', msg`Status`],
  ['category', msg`Category`],
  ['priority', msg`Priority`],
] as const
const texts = [
  ['title', msg`The title was rewritten.`],
  ['description', msg`The description was rewritten.`],
] as const

/** What differs between the ticket as it was seen and as it is, in sentences. */
function differences(seen: TicketDetail, current: TicketDetail): string[] {
  return [
    ...labels
      .filter(([field]) => seen[field] !== current[field])
      .map(([field, label]) => {
        const [name, now, before] = [i18n._(label), nameOf(current[field]), nameOf(seen[field])]
        return t`${name} is now ${now}, no longer ${before}.`
      }),
    ...texts.filter(([field]) => seen[field] !== current[field]).map(([, sentence]) => i18n._(sentence)),
  ]
}

const describe = (change: Change) =>
  labels
    .filter(([field]) => change[field])
    .map(([field, name]) => `${i18n._(name)}: ${nameOf(change[field] ?? '')}`)
    .join(', ')

type ChangeProblemProps = { failed: FailedChange; onAgain: () => void; onLeave: () => void }

export function ChangeProblem({ failed, onAgain, onLeave }: ChangeProblemProps) {
  const { change, error, seen, current } = failed
  const wanted = describe(change)
  const changed = seen && current ? differences(seen, current) : []
  return (
    <div className="ticket__problem" ref={intoView}>
      <Notice
        tone={current ? 'warning' : 'danger'}
        title={current ? t`Someone changed this ticket before you.` : t`Your change was not saved.`}
        actions={
          <>
            <button type="button" className="button" onClick={onAgain}>
              {current ? t`Apply my change` : t`Try again`}
            </button>
            <button type="button" className="button" data-quiet onClick={onLeave}>
              {t`Leave it`}
            </button>
          </>
        }
      >
        {current ? changed.map((sentence) => <p key={sentence}>{sentence}</p>) : <p>{error.message}</p>}
        <p>
          <Trans>
            Your change, not saved yet: <strong>{wanted}</strong>
          </Trans>
        </p>
      </Notice>
    </div>
  )
}
