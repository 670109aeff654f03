import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useTicketFilters } from '../list/filter/use-ticket-filters'
import { ticketQueries } from '../queries'

/**
 * The order of the list when the ticket was last seen in it. A ticket that a change has taken out of a filtered
 * list keeps its neighbours.
 */
function useOrder(ids: number[], id: number) {
  const [seen, setSeen] = useState(ids)
  const isListed = ids.includes(id)
  if (isListed && seen !== ids) setSeen(ids)
  return isListed ? ids : seen
}

/** The tickets before and after one in the list that the address tells of, and its place there, from 1. */
export function useNeighbours(id: number) {
  const queryClient = useQueryClient()
  const { query, filters } = useTicketFilters()
  const list = useInfiniteQuery({
    ...ticketQueries.list(query),
    // The list that a person came from serves as it is, also when it is long.
    refetchOnMount: false,
  })
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const ids = useMemo(
    () => data?.pages.flatMap((page) => page.results.map((ticket) => ticket.id)) ?? [],
    [data],
  )
  const order = useOrder(ids, id)
  const index = order.indexOf(id)
  const previous = order[index - 1]
  const next = index < 0 ? undefined : order[index + 1]

  const isMoreWanted = index >= 0 && next === undefined && hasNextPage
  useEffect(() => {
    if (isMoreWanted && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [isMoreWanted, isFetchingNextPage, isFetchNextPageError, fetchNextPage])

  useEffect(() => {
    if (next !== undefined) void queryClient.prefetchQuery(ticketQueries.detail(next))
  }, [next, queryClient])

  const { data: counted } = useQuery({ ...ticketQueries.count(filters), enabled: hasNextPage })
  const all = hasNextPage ? counted : { count: order.length, more: false }
  return { place: index + 1, all, previous, next }
}
