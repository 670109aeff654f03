import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { Field } from '../../../ui/field'
import { walkWithArrows } from '../../../ui/popover'
import { daysAgo } from './days'
import type { QueryChanges } from './filters'

type Period = { created_from?: string; created_to?: string }
export type CreatedProps = { period: Period; onChange: (changes: QueryChanges) => void }

const presets = [
  { name: msg`Today`, days: 0 },
  { name: msg`Last 7 days`, days: 6 },
  { name: msg`Last 30 days`, days: 29 },
]

/** Usual periods, and a day from which and a day to which. */
export function CreatedChoices({ period, onChange }: CreatedProps) {
  const { created_from = '', created_to = '' } = period
  return (
    <>
      <p className="popover__title">{t`Created`}</p>
      {presets.map(({ name, days }) => (
        <button
          className="option"
          type="button"
          key={days}
          aria-pressed={created_from === daysAgo(days) && !created_to}
          onKeyDown={walkWithArrows}
          onClick={() => onChange({ created_from: daysAgo(days), created_to: '' })}
        >
          {i18n._(name)}
        </button>
      ))}
      <div className="period">
        <DayField
          label={t`From`}
          value={created_from}
          onPick={(created_from) => onChange({ created_from })}
        />
        <DayField label={t`To`} value={created_to} onPick={(created_to) => onChange({ created_to })} />
      </div>
    </>
  )
}

type DayFieldProps = {
  label: string
  value: string
  onPick: (day: string) => void
}

/** A day. Uncontrolled, so that a year can be typed digit by digit; when the address changes otherwise, it follows. */
function DayField({ label, value, onPick }: DayFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current && input.current.value !== value) input.current.value = value
  }, [value])
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="date"
          ref={input}
          defaultValue={value}
          min="1900-01-01"
          max="2999-12-31"
          onChange={({ target }) => target.validity.valid && onPick(target.value)}
        />
      )}
    </Field>
  )
}
