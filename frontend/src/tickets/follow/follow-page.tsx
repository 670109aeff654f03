import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'react-router'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import type { Followed } from '../../api/schema'
import { sessionQueries } from '../../api/session'
import { EmptyState } from '../../ui/empty-state'
import { SearchIcon } from '../../ui/icons'
import { StatusLabel } from '../../ui/labels'
import { LinkedText } from '../../ui/linked-text'
import { TimeAgo } from '../../ui/time-ago'

/** What became of a ticket that somebody filed without an account. The secret is behind the #, which is sent to nobody. */
export function FollowPage() {
  const secret = useLocation().hash.slice(1)
  // Its answer sets the cookie without which the server takes no call for its own page's.
  const { isSuccess: canAsk } = useQuery(sessionQueries.current())
  const { data, error } = useQuery({
    queryKey: ['followed', secret],
    queryFn: ({ signal }) => unwrap(api.POST('/api/public/tickets/follow/', { body: { secret }, signal })),
    enabled: canAsk && secret !== '',
  })
  if (data) return <FollowedTicket ticket={data} />
  if (error ?? !secret)
    return (
      <EmptyState art={<SearchIcon />} title={t`There is no such ticket`}>
        {error?.message ?? t`A part of it is missing: copy it whole into the address bar.`}
      </EmptyState>
    )
  return <p role="status">{t`Loading…`}</p>
}

const FollowedTicket = ({ ticket }: { ticket: Followed }) => (
  <article className="followed">
    <title>{`${t`Ticket #${{ number: ticket.number }}`} · Hushdesk`}</title>
    <header className="page__head">
      <h1 className="followed__title">{ticket.title}</h1>
    </header>
    <dl className="card followed__facts">
      <div>
        <dt>{t`Ticket`}</dt>
        <dd>#{ticket.number}</dd>
      </div>
      <div>
        <dt>{t`Status`}</dt>
        <dd>
          <StatusLabel value={ticket.status} />
        </dd>
      </div>
      <div>
        <dt>{t`Created`}</dt>
        <dd>
          <TimeAgo iso={ticket.created_at} />
        </dd>
      </div>
      <div>
        <dt>{t`Status since`}</dt>
        <dd>
          <TimeAgo iso={ticket.status_since} />
        </dd>
      </div>
    </dl>
    <section className="card followed__text" aria-label={t`Description`}>
      <LinkedText text={ticket.description} />
    </section>
    <p className="followed__hint">{t`This page is found by its link alone. Keep the link to come back to it.`}</p>
  </article>
)
