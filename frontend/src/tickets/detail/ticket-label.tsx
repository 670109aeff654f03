import { useRef } from 'react'
import { categoryValues, priorityValues, type Ticket } from '../../api/schema'
import { Field } from '../../ui/field'
import { CheckIcon } from '../../ui/icons'
import { Select } from '../../ui/select'
import { nameOf } from '../../ui/words'
import { engineName } from '../engine-name'
import { isGuess, sureness, type LabelName } from '../sureness'
import type { Change } from './use-ticket-changes'

const labels = {
  category: { title: 'Category', options: categoryValues },
  priority: { title: 'Priority', options: priorityValues },
}

const degrees = { unsure: ', but it is unsure', likely: ', likely right' }

/** How a label came about: who chose it, and what had been suggested. */
export function originOf(ticket: Ticket, name: LabelName): string {
  const suggested = ticket[`suggested_${name}`]
  const suggester = engineName(ticket.suggestion_source, ticket.suggestion_model)
  if (ticket[`${name}_set_by_person`]) {
    if (!suggested) return 'Chosen by a person.'
    if (suggested === ticket[name]) return `Suggested by ${suggester}, and a person agreed.`
    return `Chosen by a person, where ${suggester} suggested ${nameOf(suggested)}.`
  }
  if (!suggested) return 'Not chosen yet: it will be in a moment.'
  const sure = sureness(ticket.suggestion_unsure[name], ticket.suggestion_confidence[name])
  return `Chosen by ${suggester}${sure ? degrees[sure] : ''}.`
}

type TicketLabelProps = { name: LabelName; ticket: Ticket; onChange: (change: Change) => void }

export function TicketLabel({ name, ticket, onChange }: TicketLabelProps) {
  const select = useRef<HTMLSelectElement>(null)
  const { title, options } = labels[name]
  const unconfirmed = isGuess(ticket, name)
  function confirm() {
    onChange({ [name]: ticket[name] })
    // The button goes, and must not take the focus along.
    select.current?.focus()
  }
  return (
    <Field
      label={title}
      hint={
        <>
          {originOf(ticket, name)}
          {unconfirmed && (
            <button type="button" className="offer" onClick={confirm}>
              <CheckIcon />
              Confirm {nameOf(ticket[name])}
            </button>
          )}
        </>
      }
    >
      {(control) => (
        <Select
          {...control}
          ref={select}
          options={options}
          isGuess={unconfirmed}
          value={ticket[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
}
