import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { roleValues, type Link, type Member, type PatchedMemberPatch } from '../../api/schema'
import { CheckIcon } from '../../ui/icons'
import { closeAround } from '../../ui/popover'
import { roleNames } from '../roles'
import { TwiceButton } from '../twice-button'

/** What is then shown over the page. */
export type MemberActions = {
  onLink: (link: Link) => void
  onTokens: (member: Member) => void
  /** Empty is somebody without an account. */
  onForget: (username: string) => void
}

/** Another role, and what lets somebody in; what logs them out takes two presses. */
export function ChangeMember({ member, onLink, onTokens, onForget }: MemberActions & { member: Member }) {
  const params = { path: { person_id: String(member.id) } }
  const change = useMutation({
    mutationFn: (body: PatchedMemberPatch) => unwrap(api.PATCH('/api/people/{person_id}/', { params, body })),
  })
  const reset = useMutation({
    mutationFn: () => unwrap(api.POST('/api/people/{person_id}/password/', { params })),
    onSuccess: onLink,
  })
  const resetFactor = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/people/{person_id}/second-factor/', { params })),
  })
  const problem = change.error ?? reset.error ?? resetFactor.error

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
      {member.tokens > 0 && (
        <button type="button" className="option" onClick={() => onTokens(member)}>
          {t`API tokens…`}
        </button>
      )}
      {member.has_second_factor && (
        <TwiceButton
          className="option"
          again={t`Log out and reset it`}
          onPress={(button) => resetFactor.mutate(undefined, { onSuccess: () => closeAround(button) })}
        >
          {t`Reset the second factor`}
        </TwiceButton>
      )}
      <SwitchAccount
        isActive={member.is_active}
        onSwitch={(is_active, button) => send({ is_active }, button)}
      />
      <button type="button" className="option" data-danger onClick={() => onForget(member.username)}>
        {t`Forget this person…`}
      </button>
      {problem && (
        <p className="field__error change-member__problem" role="alert">
          {problem.message}
        </p>
      )}
    </div>
  )
}

type SwitchAccountProps = { isActive: boolean; onSwitch: (isActive: boolean, button: Element) => void }

const SwitchAccount = ({ isActive, onSwitch }: SwitchAccountProps) =>
  isActive ? (
    <TwiceButton
      className="option"
      again={t`Log out and switch off`}
      onPress={(button) => onSwitch(false, button)}
    >
      {t`Switch off`}
    </TwiceButton>
  ) : (
    <button type="button" className="option" onClick={({ currentTarget }) => onSwitch(true, currentTarget)}>
      {t`Switch on`}
    </button>
  )
