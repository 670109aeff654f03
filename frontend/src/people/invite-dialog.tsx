import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { api } from '../api/client'
import { unwrap } from '../api/errors'
import { roleValues, type Link, type NewInvitation, type Role } from '../api/schema'
import { Field } from '../ui/field'
import { Modal } from '../ui/modal'
import { roleDuties, roleNames } from './roles'

type InviteDialogProps = { onLink: (link: Link) => void; onClose: () => void }

export function InviteDialog({ onLink, onClose }: InviteDialogProps) {
  const invite = useMutation({
    mutationFn: (body: NewInvitation) => unwrap(api.POST('/api/invitations/', { body })),
    onSuccess: onLink,
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (invite.isPending) return
    const form = new FormData(event.currentTarget)
    invite.mutate({ role: form.get('role') as Role, name: form.get('name') as string })
  }
  return (
    <Modal label={t`Invite somebody`} className="modal--form" onClose={onClose}>
      <h2>{t`Invite somebody`}</h2>
      <form className="log-in__form" onSubmit={submit}>
        <Field
          label={t`Name`}
          hint={t`So that you know whom the link is for. They choose how they are called.`}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              name="name"
              maxLength={80}
              autoComplete="off"
              data-autofocus
            />
          )}
        </Field>
        <fieldset className="role-choice">
          <legend>{t`Role`}</legend>
          {roleValues.map((role) => (
            <label key={role}>
              <input type="radio" name="role" value={role} defaultChecked={role === roleValues[0]} />
              {i18n._(roleNames[role])}
              <small>{i18n._(roleDuties[role])}</small>
            </label>
          ))}
        </fieldset>
        {invite.error && (
          <p className="field__error" role="alert">
            {invite.error.message}
          </p>
        )}
        <div className="modal__foot">
          <button type="button" className="button" onClick={onClose}>
            {t`Cancel`}
          </button>
          <button className="button" data-primary aria-disabled={invite.isPending}>
            {t`Make a link`}
          </button>
        </div>
      </form>
    </Modal>
  )
}
