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

export type LoadedList = ReturnType<typeof useTicketList>
