import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Link } from '../api/schema'
import { PlusIcon } from '../ui/icons'
import { LoadProblem } from '../ui/load-problem'
import { InvitationRow } from './invitation-row'
import { InviteDialog } from './invite-dialog'
import { LinkDialog } from './link-dialog'
import { MemberList } from './member-list'
import { peopleQueries } from './queries'

/** Who can log in and who is invited, and all that administrators do about it. */
export function PeoplePage() {
  const [isInviting, setIsInviting] = useState(false)
  const [link, setLink] = useState<Link | null>(null)
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
      <Members onLink={show} />
      {isInviting && <InviteDialog onLink={show} onClose={() => setIsInviting(false)} />}
      {link && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </div>
  )
}

type OnLink = { onLink: (link: Link) => void }

function Invited({ onLink }: OnLink) {
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

function Members({ onLink }: OnLink) {
  const { data, error, isFetching, refetch } = useQuery(peopleQueries.members())
  if (data) return <MemberList members={data} onLink={onLink} />
  if (error && !isFetching)
    return (
      <LoadProblem title={t`The people could not be loaded`} error={error} onRetry={() => void refetch()} />
    )
  return <p role="status">{t`Loading…`}</p>
}
