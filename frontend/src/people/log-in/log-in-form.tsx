import { t } from '@lingui/core/macro'
import { useRef, useState, type FormEvent } from 'react'
import { flushSync } from 'react-dom'
import { ApiError } from '../../api/errors'
import { Field } from '../../ui/field'
import { CodeField } from '../code-field'
import { PasswordField } from '../password-field'
import { useLogIn } from './use-log-in'

/** Name and password, then a code from those who have a second factor. The name is settled where one logs in again. */
export function LogInForm({ username: known = '' }: { username?: string }) {
  const password = useRef<HTMLInputElement>(null)
  const code = useRef<HTMLInputElement>(null)
  const [asksForCode, setAsksForCode] = useState(false)
  const [username, setUsername] = useState(known)
  const logIn = useLogIn()
  function takeBack(error: Error) {
    const wantsCode = error instanceof ApiError && (error.code === 'code_needed' || 'code' in error.fields)
    flushSync(() => setAsksForCode(wantsCode))
    const field = wantsCode ? code : password
    field.current?.select()
    field.current?.focus()
  }
  function submit(event: FormEvent) {
    event.preventDefault()
    if (logIn.isPending || !password.current) return
    const body = {
      username,
      password: password.current.value,
      ...(code.current && { code: code.current.value }),
    }
    logIn.mutate(body, { onError: takeBack })
  }
  const isQuestion = logIn.error instanceof ApiError && logIn.error.code === 'code_needed'
  return (
    <form className="log-in__form" onSubmit={submit}>
      <div className="log-in__form" hidden={asksForCode}>
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
        <PasswordField label={t`Password`} ref={password} data-autofocus={known ? true : undefined} />
      </div>
      {asksForCode && <CodeField ref={code} hint={t`The one that your app shows now, or a recovery code.`} />}
      <p className="field__error log-in__problem" role="alert">
        {isQuestion ? '' : logIn.error?.message}
      </p>
      <button className="button button--wide" data-primary aria-disabled={logIn.isPending}>
        {t`Log in`}
      </button>
    </form>
  )
}
