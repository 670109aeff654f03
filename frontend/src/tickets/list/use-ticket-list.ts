import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ticketQueries, type TicketQuery } from '../queries'

/** The tickets of a query, page after page; while another query is on its way, those of the last one. */
export function useTicketList(query: TicketQuery) {
  return useInfiniteQuery({
    ...ticketQueries.list(query),
    select: ({ pages }) => pages.flatMap((page) => page.results),
    placeholderData: keepPreviousData,
  })
}

/** How many tickets a search went through, if it ended before its last page was full; it can go on from there. */
export function useSearched(query: TicketQuery) {
  const { data } = useInfiniteQuery({
    ...ticketQueries.list(query),
    select: ({ pages }) =>
      pages.at(-1)?.searched ? pages.reduce((sum, page) => sum + (page.searched ?? 0), 0) : null,
    placeholderData: keepPreviousData,
  })
  return data ?? null
}

export type LoadedList = ReturnType<typeof useTicketList>
