import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { useRef } from 'react'
import { categoryValues, priorityValues, type Ticket } from '../../api/schema'
import { Field } from '../../ui/field'
import { CheckIcon } from '../../ui/icons'
import { CategoryIcon, PriorityIcon } from '../../ui/labels'
import { Select } from '../../ui/select'
import { nameOf } from '../../ui/words'
import { engineName } from '../engine-name'
import { isGuess, sureness, type LabelName } from '../sureness'
import type { Change } from './use-ticket-changes'

const labels = {
  category: { title: msg`Category`, options: categoryValues },
  priority: { title: msg`Priority`, options: priorityValues },
}

/** How a label came about: who chose it, and what had been suggested. */
function originOf(ticket: Ticket, name: LabelName): string {
  const suggested = ticket[`suggested_${name}`]
  const suggester = engineName(ticket.suggestion_source, ticket.suggestion_model)
  if (ticket[`${name}_set_by_person`]) {
    if (!suggested) return t`Chosen by a person.`
    if (suggested === ticket[name]) return t`Suggested by ${suggester}, and a person agreed.`
    const other = nameOf(suggested)
    return t`Chosen by a person, where ${suggester} suggested ${other}.`
  }
  if (!suggested) return t`Not chosen yet: it will be in a moment.`
  const sure = sureness(ticket.suggestion_unsure[name], ticket.suggestion_confidence[name])
  if (sure === 'unsure') return t`Chosen by ${suggester}, but it is unsure.`
  return sure === 'likely' ? t`Chosen by ${suggester}, likely right.` : t`Chosen by ${suggester}.`
}

type TicketLabelProps = { name: LabelName; ticket: Ticket; onChange: (change: Change) => void }

export function TicketLabel({ name, ticket, onChange }: TicketLabelProps) {
  const select = useRef<HTMLSelectElement>(null)
  const { title, options } = labels[name]
  const unconfirmed = isGuess(ticket, name)
  const label = nameOf(ticket[name])
  function confirm() {
    onChange({ [name]: ticket[name] })
    // The button goes, and must not take the focus along.
    select.current?.focus()
  }
  return (
    <Field
      label={i18n._(title)}
      aside={
        unconfirmed && (
          <button type="button" className="offer" onClick={confirm}>
            <CheckIcon />
            {t`Confirm ${label}`}
          </button>
        )
      }
      hint={originOf(ticket, name)}
    >
      {(control) => (
        <span className="with-icon">
          {name === 'category' ? (
            <CategoryIcon value={ticket.category} />
          ) : (
            <PriorityIcon value={ticket.priority} />
          )}
          <Select
            {...control}
            ref={select}
            options={options}
            isGuess={unconfirmed}
            value={ticket[name]}
            onChange={(event) => onChange({ [name]: event.target.value })}
          />
        </span>
      )}
    </Field>
  )
}
