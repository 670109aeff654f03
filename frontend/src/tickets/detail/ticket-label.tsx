import { categoryValues, priorityValues, type Ticket } from '../../api/schema'
import { shortModelName } from '../../api/triage'
import { Field } from '../../ui/field'
import { Select } from '../../ui/select'
import { nameOf } from '../../ui/words'
import { sureness } from '../sureness'
import type { Change } from './use-ticket-changes'

const labels = {
  category: { title: 'Category', options: categoryValues },
  priority: { title: 'Priority', options: priorityValues },
}

type LabelName = keyof typeof labels

const suggesterOf = (ticket: Ticket) =>
  ticket.suggestion_source === 'llm'
    ? shortModelName(ticket.suggestion_model) || 'the language model'
    : 'the built-in classifier'

/** How a label came about: who chose it, and what had been suggested. */
export function originOf(ticket: Ticket, name: LabelName): string {
  const suggested = ticket[`suggested_${name}`]
  const suggester = suggesterOf(ticket)
  if (ticket[`${name}_set_by_person`]) {
    if (!suggested) return 'Chosen by a person.'
    if (suggested === ticket[name]) return `Suggested by ${suggester}, and a person agreed.`
    return `Chosen by a person, where ${suggester} suggested ${nameOf(suggested)}.`
  }
  if (!suggested) return 'Not chosen yet: it will be in a moment.'
  const sure = sureness(ticket.suggestion_confidence?.[name])
  return `Chosen by ${suggester}${sure ? `, ${sure}` : ''}.`
}

type TicketLabelProps = { name: LabelName; ticket: Ticket; onChange: (change: Change) => void }

export function TicketLabel({ name, ticket, onChange }: TicketLabelProps) {
  const { title, options } = labels[name]
  return (
    <Field label={title} hint={originOf(ticket, name)}>
      {(control) => (
        <Select
          {...control}
          options={options}
          value={ticket[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
}
