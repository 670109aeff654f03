import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client'
import { unwrap } from '../api/errors'
import { roleValues, type Link, type Member, type PatchedMemberPatch } from '../api/schema'
import { CheckIcon } from '../ui/icons'
import { closeAround } from '../ui/popover'
import { roleNames } from './roles'

type ChangeMemberProps = { member: Member; onLink: (link: Link) => void }

/** Another role, a link for a new password, or off and on; what logs somebody out takes two presses. */
export function ChangeMember({ member, onLink }: ChangeMemberProps) {
  const [isSure, setIsSure] = useState(false)
  const params = { path: { person_id: String(member.id) } }
  const change = useMutation({
    mutationFn: (body: PatchedMemberPatch) => unwrap(api.PATCH('/api/people/{person_id}/', { params, body })),
  })
  const reset = useMutation({
    mutationFn: () => unwrap(api.POST('/api/people/{person_id}/password/', { params })),
    onSuccess: onLink,
  })
  const problem = change.error ?? reset.error

  function send(body: PatchedMemberPatch, element: Element) {
    change.mutate(body, { onSuccess: () => closeAround(element) })
  }

  return (
    <div className="change-member">
      <p className="popover__title">{t`Role`}</p>
      {roleValues.map((role) => (
        <button
          key={role}
          type="button"
          className="option"
          aria-pressed={role === member.role}
          onClick={(event) => send({ role }, event.currentTarget)}
        >
          {i18n._(roleNames[role])}
          {role === member.role && <CheckIcon />}
        </button>
      ))}
      <p className="popover__title">{t`Account`}</p>
      {member.is_active && (
        <button type="button" className="option" onClick={() => reset.mutate()}>
          {t`Link for a new password`}
        </button>
      )}
      <button
        type="button"
        className="option"
        data-danger={member.is_active || undefined}
        onClick={({ currentTarget }) =>
          member.is_active && !isSure
            ? setIsSure(true)
            : send({ is_active: !member.is_active }, currentTarget)
        }
      >
        {!member.is_active && t`Switch on`}
        {member.is_active && (isSure ? t`Log out and switch off` : t`Switch off`)}
      </button>
      {problem && (
        <p className="field__error change-member__problem" role="alert">
          {problem.message}
        </p>
      )}
    </div>
  )
}
