import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import type { Member } from '../../api/schema'
import { DotsIcon } from '../../ui/icons'
import { Popover } from '../../ui/popover'
import { TimeAgo } from '../../ui/time-ago'
import { ChangeMember, type MemberActions } from './change-member'
import { roleNames } from '../roles'

type MemberRowProps = MemberActions & { member: Member; isMe: boolean }

export function MemberRow({ member, isMe, ...actions }: MemberRowProps) {
  const { name, username, role, is_active, last_login } = member
  return (
    <li className="member" data-off={!is_active || undefined}>
      <p className="member__who">
        <strong>{name}</strong>
        {isMe && <span className="member__me">{t`You`}</span>}
        <span className="member__username">{username}</span>
      </p>
      <span className="member__role">{i18n._(roleNames[role])}</span>
      <span className="member__state" data-state={is_active ? 'active' : 'off'}>
        {is_active ? t`Active` : t`Switched off`}
      </span>
      <span className="member__seen">
        <span className="member__label">{t`Last log-in`}</span>
        {last_login ? <TimeAgo iso={last_login} /> : t`Never`}
      </span>
      {isMe ? (
        <span className="button--icon" />
      ) : (
        <Popover
          className="button button--icon"
          label={<DotsIcon />}
          name={t`Change ${name}`}
          title={t`Change ${name}`}
        >
          <ChangeMember member={member} {...actions} />
        </Popover>
      )}
    </li>
  )
}
