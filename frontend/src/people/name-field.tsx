import { t } from '@lingui/core/macro'
import { Field } from '../ui/field'

type NameFieldProps = { hint: string; error?: string | undefined; required?: boolean }

/** What somebody or something is called by whoever makes it, in a dialog that begins with it. */
export const NameField = ({ hint, error, required = false }: NameFieldProps) => (
  <Field label={t`Name`} hint={hint} error={error}>
    {(control) => (
      <input
        {...control}
        className="input"
        name="name"
        maxLength={80}
        autoComplete="off"
        required={required}
        data-autofocus
      />
    )}
  </Field>
)
