import { useId, type ReactNode } from 'react'

type ControlProps = {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

type FieldProps = {
  label: string
  /** Small print beside the label that belongs to the field's description, such as a counter. */
  aside?: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** Keeps a line free below the control, so that a hint may come and go without moving the page. */
  steady?: boolean
  children: (control: ControlProps) => ReactNode
}

/** Wires a label, an aside, a hint and an error message to one control. */
export function Field({ label, aside, hint, error, steady = false, children }: FieldProps) {
  const id = useId()
  const described = [aside && `${id}-aside`, hint && `${id}-hint`, error && `${id}-error`].filter(Boolean)
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <div className="field__head">
        <label htmlFor={id}>{label}</label>
        {aside && (
          <span className="field__aside" id={`${id}-aside`}>
            {aside}
          </span>
        )}
      </div>
      {children({
        id,
        ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
        ...(error && { 'aria-invalid': true }),
      })}
      {(hint || steady) && (
        <div className="field__hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p className="field__error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
