import { t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { Field } from '../../ui/field'
import { lengthOf, MAX_TITLE } from './checks'

type TextFieldProps = {
  value: string
  error: string | undefined
  readOnly: boolean
  onEdit: (value: string) => void
}

export function TitleField({
  value,
  error,
  readOnly,
  onEdit,
  focused,
}: TextFieldProps & { focused: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focused) input.current?.focus()
  }, [focused])
  const length = lengthOf(value)
  return (
    <Field
      label={t`Title`}
      error={error}
      aside={
        <span className="counter" data-over={length > MAX_TITLE || undefined}>
          {length}/{MAX_TITLE}
          <span className="visually-hidden"> {t`characters`}</span>
        </span>
      }
    >
      {(control) => (
        <input
          {...control}
          ref={input}
          className="input"
          required
          autoComplete="off"
          placeholder={t`In a few words, what is it about?`}
          value={value}
          readOnly={readOnly}
          onChange={(event) => onEdit(event.target.value)}
        />
      )}
    </Field>
  )
}

export const DescriptionField = ({ value, error, readOnly, onEdit }: TextFieldProps) => (
  <Field label={t`Description`} error={error}>
    {(control) => (
      <textarea
        {...control}
        className="input input--text"
        required
        rows={7}
        placeholder={t`What happened, what did you expect, and who is affected?`}
        value={value}
        readOnly={readOnly}
        onChange={(event) => onEdit(event.target.value)}
      />
    )}
  </Field>
)
