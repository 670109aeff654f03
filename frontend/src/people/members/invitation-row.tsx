import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import type { Link, PendingInvitation } from '../../api/schema'
import { DotsIcon } from '../../ui/icons'
import { Popover } from '../../ui/popover'
import { dayAndTime } from '../../ui/time-ago'
import { useNow } from '../../ui/use-now'
import { roleNames } from '../roles'

type InvitationRowProps = { invitation: PendingInvitation; onLink: (link: Link) => void }

export function InvitationRow({ invitation, onLink }: InvitationRowProps) {
  const now = useNow()
  const expires = new Date(invitation.expires_at)
  const isOver = expires <= now
  const when = dayAndTime(expires)
  const name = invitation.name || t`Somebody`
  return (
    <li className="member" data-off={isOver || undefined}>
      <p className="member__who">
        <strong>{name}</strong>
      </p>
      <span className="member__role">{i18n._(roleNames[invitation.role])}</span>
      <span className="member__state" data-state={isOver ? 'over' : 'invited'}>
        {isOver ? t`Link expired` : t`Invited`}
      </span>
      <span className="member__seen">{isOver ? when : t`until ${when}`}</span>
      <Popover
        className="button button--icon"
        label={<DotsIcon />}
        name={t`Change the invitation of ${name}`}
        title={t`Change the invitation of ${name}`}
      >
        <ChangeInvitation id={invitation.id} onLink={onLink} />
      </Popover>
    </li>
  )
}

function ChangeInvitation({ id, onLink }: { id: number; onLink: (link: Link) => void }) {
  const params = { path: { invitation_id: String(id) } }
  const renew = useMutation({
    mutationFn: () => unwrap(api.POST('/api/invitations/{invitation_id}/renew/', { params })),
    onSuccess: onLink,
  })
  const withdraw = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/invitations/{invitation_id}/', { params })),
  })
  const problem = renew.error ?? withdraw.error
  return (
    <div className="change-member">
      <button type="button" className="option" onClick={() => renew.mutate()}>
        {t`New link`}
      </button>
      <button type="button" className="option" data-danger onClick={() => withdraw.mutate()}>
        {t`Withdraw`}
      </button>
      {problem && (
        <p className="field__error change-member__problem" role="alert">
          {problem.message}
        </p>
      )}
    </div>
  )
}
