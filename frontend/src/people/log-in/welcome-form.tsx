import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import type { FormEvent } from 'react'
import type { Invitation } from '../../api/schema'
import { Field } from '../../ui/field'
import { PasswordField } from '../password-field'
import { roleSentences } from '../roles'

export type Answers = { username: string; name: string; password: string }

type WelcomeFormProps = {
  invitation: Invitation
  isSending: boolean
  /** What the server says about single fields. */
  problems: Record<string, string>
  onSend: (answers: Answers) => void
}

export function WelcomeForm({ invitation, isSending, problems, onSend }: WelcomeFormProps) {
  const isNew = invitation.purpose === 'join'
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isSending) return
    const form = new FormData(event.currentTarget)
    const text = (name: keyof Answers) => (form.get(name) as string | null) ?? ''
    onSend({ username: text('username'), name: text('name'), password: text('password') })
  }
  return (
    <form className="log-in__form" onSubmit={submit}>
      {isNew && <p className="log-in__hint">{i18n._(roleSentences[invitation.role])}</p>}
      {isNew && (
        <Field label={t`Your name`} hint={t`As others see it.`} error={problems['name']}>
          {(control) => (
            <input
              {...control}
              className="input"
              name="name"
              autoComplete="name"
              maxLength={80}
              required
              defaultValue={invitation.name}
            />
          )}
        </Field>
      )}
      <Field
        label={t`User name`}
        hint={isNew && t`To log in with: letters, digits and . _ + - @`}
        error={problems['username']}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={80}
            required
            readOnly={!isNew}
            defaultValue={invitation.username}
          />
        )}
      </Field>
      <PasswordField label={t`Password`} error={problems['password']} isNew />
      <button className="button button--wide" data-primary aria-disabled={isSending}>
        {isNew ? t`Make my account` : t`Set the password`}
      </button>
    </form>
  )
}
