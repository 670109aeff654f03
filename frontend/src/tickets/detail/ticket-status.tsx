import { statusValues, type Status } from '../../api/schema'
import { Field } from '../../ui/field'
import { ArrowRightIcon } from '../../ui/icons'
import { StatusIcon } from '../../ui/labels'
import { Select } from '../../ui/select'
import { nameOf } from '../../ui/words'

const nextSteps: Record<Status, { to: Status; words: string } | null> = {
  open: { to: 'in_progress', words: 'Start work' },
  in_progress: { to: 'resolved', words: 'Mark as resolved' },
  resolved: { to: 'closed', words: 'Close ticket' },
  closed: null,
}

type TicketStatusProps = { status: Status; onChange: (status: Status) => void }

export function TicketStatus({ status, onChange }: TicketStatusProps) {
  const next = nextSteps[status]
  return (
    <section className="ticket-status" aria-label="Status">
      <ol className="steps">
        {statusValues.map((step) => (
          <li key={step} aria-current={step === status ? 'step' : undefined}>
            <StatusIcon value={step} />
            {nameOf(step)}
          </li>
        ))}
      </ol>
      {next && (
        <button type="button" className="button button--wide" data-primary onClick={() => onChange(next.to)}>
          {next.words}
          <ArrowRightIcon />
        </button>
      )}
      <Field label="Status">
        {(control) => (
          <Select
            {...control}
            options={statusValues}
            value={status}
            onChange={(event) => onChange(event.target.value as Status)}
          />
        )}
      </Field>
    </section>
  )
}
