import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import type { KeyboardEvent } from 'react'
import { CheckIcon } from '../../ui/icons'
import { Modal } from '../../ui/modal'
import { nameOf } from '../../ui/words'
import { fields, type FieldName } from './fields'

type ChoiceDialogProps = {
  field: FieldName
  /** What it is for, such as "3 tickets". */
  subject: string
  /** The value as it is, where there is one. */
  current?: string | undefined
  onChoose: (value: string) => void
  onClose: () => void
}

/** One value of a few: by its number, by the arrow keys and Enter, or by a press. */
export function ChoiceDialog({ field, subject, current, onChoose, onClose }: ChoiceDialogProps) {
  const { values, Icon } = fields[field]
  const title = i18n._(fields[field].title)
  function choose(value: string) {
    onClose()
    onChoose(value)
  }
  function press(event: KeyboardEvent<HTMLElement>) {
    const byNumber = values[Number(event.key) - 1]
    if (byNumber) choose(byNumber)
    else walk(event)
  }
  return (
    <Modal label={t`${title} of ${subject}`} className="modal--choice" onClose={onClose}>
      <h2 className="modal__title">
        {title} <span>{subject}</span>
      </h2>
      <ul onKeyDown={press} role="presentation">
        {values.map((value, index) => (
          <li key={value}>
            <button
              type="button"
              className="choice-option"
              aria-pressed={value === current}
              data-autofocus={value === current || undefined}
              onClick={() => choose(value)}
            >
              <span className="label">
                <Icon value={value as never} />
                {nameOf(value)}
              </span>
              {value === current && <CheckIcon />}
              <kbd aria-hidden="true">{index + 1}</kbd>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

const steps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }

function walk(event: KeyboardEvent<HTMLElement>) {
  const step = steps[event.key]
  if (!step) return
  event.preventDefault()
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const now = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((now + step) % buttons.length)?.focus()
}
