import { t } from '@lingui/core/macro'
import { useRef, useState, type FormEvent } from 'react'
import { Field } from '../ui/field'
import { useLogIn } from './use-log-in'

/** Name and password; the name is settled where somebody only has to log in again. */
export function LogInForm({ username: known = '' }: { username?: string }) {
  const password = useRef<HTMLInputElement>(null)
  const [username, setUsername] = useState(known)
  const logIn = useLogIn()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (logIn.isPending || !password.current) return
    const onError = () => password.current?.select()
    logIn.mutate({ username, password: password.current.value }, { onError })
  }
  return (
    <form className="log-in__form" onSubmit={submit}>
      <Field label={t`User name`}>
        {(control) => (
          <input
            {...control}
            className="input"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            data-autofocus={known ? undefined : true}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
        )}
      </Field>
      <Field label={t`Password`}>
        {(control) => (
          <input
            {...control}
            ref={password}
            className="input"
            type="password"
            autoComplete="current-password"
            required
            data-autofocus={known ? true : undefined}
          />
        )}
      </Field>
      <p className="field__error log-in__problem" role="alert">
        {logIn.error?.message}
      </p>
      <button className="button button--wide" data-primary aria-disabled={logIn.isPending}>
        {t`Log in`}
      </button>
    </form>
  )
}
