import { plural, t } from '@lingui/core/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { count } from '../../ui/words'
import { ticketQueries, type TicketFilters } from '../queries'
import type { LoadedList } from './use-ticket-list'

type MatchCountProps = { filters: TicketFilters; list: LoadedList }

/** How many tickets match. The server counts up to a thousand, and is asked only while not all of them are here. */
export function MatchCount({ filters, list: { data: tickets, hasNextPage } }: MatchCountProps) {
  const { data: counted } = useQuery({
    ...ticketQueries.count(filters),
    enabled: hasNextPage,
    placeholderData: keepPreviousData,
  })
  const shown = tickets?.length ?? 0
  // Of a search it counts among the newest only: there may be more on the screen already.
  const matches = hasNextPage
    ? counted && { ...counted, count: Math.max(counted.count, shown) }
    : { count: shown, more: false }
  return (
    <p className="match-count" role="status">
      {tickets && matches && inWords(matches.count, matches.more)}
      {tickets && hasNextPage && (
        <span className="visually-hidden">{plural(shown, { other: ', # shown' })}</span>
      )}
    </p>
  )
}

function inWords(matches: number, more: boolean) {
  if (matches === 0) return t`No tickets`
  const most = count(matches)
  if (more) return t`${most}+ tickets`
  return plural(matches, { one: '# ticket', other: '# tickets' })
}
