import { t } from '@lingui/core/macro'
import { useMemo } from 'react'
import type { Ticket } from '../../api/schema'
import { useLocation, useParams } from 'react-router'
import { LoadProblem } from '../../ui/load-problem'
import { NoMatch } from './no-match'
import type { Selection } from './selection/use-selection'
import { ShowMore } from './show-more'
import { TicketRow } from './ticket-row'
import { TicketSkeleton } from './ticket-skeleton'
import { useOpenRow } from './use-open-row'
import { useRowInView } from './use-row-in-view'
import type { Filtering } from './filter/use-ticket-filters'
import { useSearched, type LoadedList } from './use-ticket-list'

type TicketListProps = {
  filtering: Filtering
  list: LoadedList
  /** Null where tickets are only read. */
  selection: Selection | null
  isGone: (ticket: Ticket) => boolean
  onClear: () => void
}

export function TicketList({ filtering, list, selection, isGone, onClear }: TicketListProps) {
  const { query, filters } = filtering
  // Stable as long as the search is, so that rows do not render again without need.
  const words = useMemo(() => filters.search?.split(/\s+/) ?? [], [filters.search])
  const searched = useSearched(query)
  const { search } = useLocation()
  const { id } = useParams()
  const open = useOpenRow()
  const tickets = list.data
  const rows = useRowInView(tickets !== undefined)
  const problem = list.error ?? list.failureReason
  if (!tickets && problem)
    return (
      <LoadProblem
        title={t`The tickets could not be loaded`}
        error={problem}
        onRetry={() => void list.refetch()}
      />
    )
  if (!tickets) return <TicketSkeleton />
  if (tickets.length === 0)
    return (
      <>
        <NoMatch onClear={onClear} />
        {searched !== null && <ShowMore list={list} searched={searched} />}
      </>
    )

  const time = query.ordering?.endsWith('updated_at') ? 'updated_at' : 'created_at'
  return (
    <div data-stale={list.isPlaceholderData || undefined}>
      <ul ref={rows} className="ticket-list" data-read-only={!selection || undefined}>
        {tickets.map((ticket) => (
          <TicketRow
            key={ticket.id}
            ticket={ticket}
            words={words}
            isFound={!list.isPlaceholderData}
            time={time}
            search={search}
            isOpen={String(ticket.id) === id}
            isSelected={selection?.ids.includes(ticket.id) ?? false}
            isGone={isGone(ticket)}
            onOpen={open}
            onToggle={selection?.toggle}
          />
        ))}
      </ul>
      <ShowMore list={list} searched={searched} />
    </div>
  )
}
