import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Link, Member } from '../../api/schema'
import { PlusIcon } from '../../ui/icons'
import { LoadProblem } from '../../ui/load-problem'
import type { MemberActions } from './change-member'
import { ForgetDialog } from '../forget/forget-dialog'
import { InvitationRow } from './invitation-row'
import { InviteDialog } from './invite-dialog'
import { LinkDialog } from './link-dialog'
import { MemberList } from './member-list'
import { MemberTokensDialog } from '../tokens/member-tokens-dialog'
import { peopleQueries } from '../queries'

/** Who can log in and who is invited, and all that administrators do about it. */
export function PeoplePage() {
  const [isInviting, setIsInviting] = useState(false)
  const [link, setLink] = useState<Link | null>(null)
  const [forgetting, setForgetting] = useState<string | null>(null)
  const [tokensOf, setTokensOf] = useState<Member | null>(null)
  function show(made: Link) {
    setIsInviting(false)
    setLink(made)
  }
  return (
    <div className="people">
      <title>{`${t`People`} · Hushdesk`}</title>
      <header className="page__head">
        <div>
          <h1>{t`People`}</h1>
          <p className="page__lead">{t`Who can log in here, and what they may do.`}</p>
        </div>
        <button type="button" className="button" data-primary onClick={() => setIsInviting(true)}>
          <PlusIcon />
          {t`Invite somebody`}
        </button>
      </header>
      <Invited onLink={show} />
      <Members onLink={show} onTokens={setTokensOf} onForget={setForgetting} />
      {isInviting && <InviteDialog onLink={show} onClose={() => setIsInviting(false)} />}
      {forgetting !== null && <ForgetDialog person={forgetting} onClose={() => setForgetting(null)} />}
      {tokensOf && <MemberTokensDialog member={tokensOf} onClose={() => setTokensOf(null)} />}
      {link && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </div>
  )
}

function Invited({ onLink }: Pick<MemberActions, 'onLink'>) {
  const { data: invitations = [] } = useQuery(peopleQueries.invitations())
  if (invitations.length === 0) return null
  return (
    <section className="people__part">
      <h2>{t`Invited`}</h2>
      <ul className="card people__list">
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} onLink={onLink} />
        ))}
      </ul>
    </section>
  )
}

function Members(actions: MemberActions) {
  const { data, error, isFetching, refetch } = useQuery(peopleQueries.members())
  if (data) return <MemberList members={data} {...actions} />
  if (error && !isFetching)
    return (
      <LoadProblem title={t`The people could not be loaded`} error={error} onRetry={() => void refetch()} />
    )
  return <p role="status">{t`Loading…`}</p>
}
