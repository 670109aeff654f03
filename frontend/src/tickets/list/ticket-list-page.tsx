import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { LoadProblem } from '../../ui/load-problem'
import { PlusIcon } from '../../ui/icons'
import { ticketQueries } from '../queries'
import { FilterBar } from './filter-bar'
import { NoMatch, NoTickets } from './no-tickets'
import { ShowMore } from './show-more'
import { TicketRow } from './ticket-row'
import { TicketSkeleton } from './ticket-skeleton'
import { useTicketFilters } from './use-ticket-filters'

export function TicketListPage() {
  const filtering = useTicketFilters()
  return (
    <>
      <title>Tickets · Hushdesk</title>
      <header className="page__head">
        <h1>Tickets</h1>
        <Link className="button" data-primary to="/new">
          <PlusIcon />
          New ticket
        </Link>
      </header>
      <FilterBar {...filtering} />
      <TicketList filtering={filtering} />
    </>
  )
}

function TicketList({ filtering }: { filtering: ReturnType<typeof useTicketFilters> }) {
  const list = useInfiniteQuery({
    ...ticketQueries.list(filtering.filters),
    placeholderData: keepPreviousData,
  })
  const problem = list.error ?? list.failureReason
  if (!list.data && problem)
    return <LoadProblem what="The tickets" error={problem} onRetry={() => void list.refetch()} />
  if (!list.data) return <TicketSkeleton />

  const tickets = list.data.pages.flatMap((page) => page.results)
  return (
    <div data-stale={list.isPlaceholderData || undefined}>
      <p className="visually-hidden" role="status">
        {announcement(tickets.length, list.hasNextPage)}
      </p>
      {tickets.length === 0 ? (
        <>{filtering.isFiltered ? <NoMatch onClear={filtering.clear} /> : <NoTickets />}</>
      ) : (
        <>
          <ul className="ticket-list">
            {tickets.map((ticket) => (
              <TicketRow key={ticket.id} ticket={ticket} />
            ))}
          </ul>
          <ShowMore list={list} />
        </>
      )}
    </div>
  )
}

function announcement(shown: number, isMore: boolean) {
  if (shown === 0) return 'No tickets.'
  return `${shown} ${shown === 1 ? 'ticket' : 'tickets'} shown${isMore ? ', and there are more' : ''}.`
}
