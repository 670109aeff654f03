import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { statusValues, type Status } from '../../api/schema'
import { Field } from '../../ui/field'
import { ArrowRightIcon } from '../../ui/icons'
import { StatusIcon } from '../../ui/labels'
import { notDoubled } from '../../ui/not-doubled'
import { Select } from '../../ui/select'

/** There always is one: what stands below stays where it is when somebody else takes a step. */
const nextSteps: Record<Status, { to: Status; words: MessageDescriptor }> = {
  open: { to: 'in_progress', words: msg`Start work` },
  in_progress: { to: 'resolved', words: msg`Mark as resolved` },
  resolved: { to: 'closed', words: msg`Close ticket` },
  closed: { to: 'open', words: msg`Reopen ticket` },
}

type TicketStatusProps = { status: Status; onChange: (status: Status) => void }

export function TicketStatus({ status, onChange }: TicketStatusProps) {
  const next = nextSteps[status]
  return (
    <div className="ticket-status">
      <Field label={t`Status`}>
        {(control) => (
          <span className="with-icon">
            <StatusIcon value={status} />
            <Select
              {...control}
              options={statusValues}
              value={status}
              onChange={(event) => onChange(event.target.value as Status)}
            />
          </span>
        )}
      </Field>
      <button
        type="button"
        className="button button--wide"
        data-primary={status !== 'closed' || undefined}
        onClick={notDoubled(() => onChange(next.to))}
      >
        {i18n._(next.words)}
        <ArrowRightIcon />
      </button>
    </div>
  )
}
