import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../api/client'
import { ApiError, unwrap } from '../api/errors'
import { sessionQueries } from '../api/session'
import { Field } from '../ui/field'
import { Notice } from '../ui/notice'

type Passwords = { old_password: string; password: string }

/** Another password, for who knows the one so far. */
export function OwnPasswordForm({ username }: { username: string }) {
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: (body: Passwords) => unwrap(api.POST('/api/session/password/', { body })),
    onSuccess: (session) => queryClient.setQueryData(sessionQueries.current().queryKey, session),
  })
  const problems = change.error instanceof ApiError ? change.error.fields : {}
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (change.isPending) return
    const form = event.currentTarget
    const body = Object.fromEntries(new FormData(form)) as Passwords
    change.mutate(body, { onSuccess: () => form.reset() })
  }
  return (
    <form className="log-in__form" onSubmit={submit}>
      {/* Browsers that keep passwords want to know whose this is. */}
      <input type="hidden" autoComplete="username" value={username} readOnly />
      <PasswordField
        label={t`Password so far`}
        name="old_password"
        complete="current-password"
        error={problems['old_password']}
      />
      <PasswordField
        label={t`New password`}
        hint={t`At least 12 characters; several words are easy to keep.`}
        name="password"
        complete="new-password"
        least={12}
        error={problems['password']}
      />
      {change.error && Object.keys(problems).length === 0 && (
        <p className="field__error" role="alert">
          {change.error.message}
        </p>
      )}
      <button className="button" data-primary aria-disabled={change.isPending}>
        {t`Change the password`}
      </button>
      <div role="status">
        {change.isSuccess && (
          <Notice
            tone="success"
            title={t`Your password was changed. Wherever else you were logged in, you are out.`}
          />
        )}
      </div>
    </form>
  )
}

type PasswordFieldProps = {
  label: string
  hint?: string
  name: keyof Passwords
  complete: string
  least?: number
  error: string | undefined
}

const PasswordField = ({ label, hint, name, complete, least, error }: PasswordFieldProps) => (
  <Field label={label} hint={hint} error={error}>
    {(control) => (
      <input
        {...control}
        className="input"
        type="password"
        name={name}
        autoComplete={complete}
        minLength={least}
        maxLength={256}
        required
      />
    )}
  </Field>
)
