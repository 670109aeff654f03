import { t } from '@lingui/core/macro'
import type { Ref } from 'react'
import { Field } from '../ui/field'

type CodeFieldProps = { hint?: string; error?: string | undefined; ref?: Ref<HTMLInputElement> }

/** For the code that an app shows; browsers and phones know from where to fill it in. */
export const CodeField = ({ hint, error, ref }: CodeFieldProps) => (
  <Field label={t`Code`} hint={hint} error={error}>
    {(control) => (
      <input
        {...control}
        ref={ref}
        className="input code-input"
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        spellCheck={false}
        maxLength={20}
        required
      />
    )}
  </Field>
)
