import { t } from '@lingui/core/macro'
import type { ComponentProps } from 'react'
import { Field } from '../ui/field'

type PasswordFieldProps = {
  label: string
  name?: string
  error?: string | undefined
  /** A new one, rather than one's own once more. */
  isNew?: boolean
} & Pick<ComponentProps<'input'>, 'ref'> & { 'data-autofocus'?: boolean | undefined }

/** Without a maxlength: browsers would truncate silently, and pasting the same password again would fail. */
export const PasswordField = ({
  label,
  name = 'password',
  error,
  isNew = false,
  ...more
}: PasswordFieldProps) => (
  <Field
    label={label}
    hint={isNew && t`At least 12 characters; several words are easy to keep.`}
    error={error}
  >
    {(control) => (
      <input
        {...control}
        {...more}
        className="input"
        type="password"
        name={name}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        minLength={isNew ? 12 : undefined}
        required
      />
    )}
  </Field>
)
