import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { listenToNews } from '../../../api/news'
import type { News, Ticket } from '../../../api/schema'
import { written } from '../filter/filters'
import { ticketQueries, type TicketQuery } from '../../queries'
import type { LoadedList } from '../use-ticket-list'
import { inTurn } from './in-turn'

/** What was found out about a list beyond what it shows. */
type Found = {
  list: string
  /** Tickets that belong in it and are not shown, by number. */
  arrived: number[]
  isMore: boolean
  /** Tickets that are shown and do not belong in it any more, by number, and the versions that do not. */
  gone: Record<number, number>
}

const NONE: Ticket[] = []

/**
 * What became of a list since it was loaded. Rows on screen are brought up to date where they are: none moves,
 * comes or goes while somebody reads. What is new waits until it is asked for.
 */
export function useArrivals(query: TicketQuery, list: LoadedList, results: RefObject<HTMLElement | null>) {
  const queryClient = useQueryClient()
  const { queryKey } = ticketQueries.list(query)
  const nothing: Found = { list: written(query), arrived: [], isMore: false, gone: {} }
  const [latest, setFound] = useState(nothing)
  const found = latest.list === nothing.list ? latest : nothing
  const shown = list.data ?? NONE
  const ids = shown.map(({ id }) => id)
  const waiting = found.arrived.filter((id) => !ids.includes(id))

  const look = useEffectEvent(async (news: News) => {
    if (!list.data) void list.refetch({ cancelRefetch: false })
    if (!list.data || list.isPlaceholderData) return
    const end = list.hasNextPage ? shown.at(-1) : undefined
    const { lookAt, withTickets } = await import('./look')
    const { tickets, arrived, isMore, gone, isLess } = await lookAt(news, { query, shown: ids, end }, waiting)
    queryClient.setQueryData(
      queryKey,
      (data) => data && { ...data, pages: data.pages.map((page) => withTickets(page, tickets)) },
    )
    const versions = Object.fromEntries(gone.map(({ id, version }) => [id, version]))
    setFound({ list: nothing.list, arrived, isMore, gone: { ...found.gone, ...versions } })
    // What was removed for good is to be seen nowhere: rows that move are the smaller harm.
    if (isLess) void list.refetch()
  })
  useEffect(() => listenToNews(inTurn((news) => look(news))), [])

  function show() {
    // What was pressed goes away, and the focus with it.
    results.current?.focus({ preventScroll: true })
    setFound(nothing)
    queryClient.setQueryData(
      queryKey,
      (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    )
    scrollTo({ top: 0 })
    void list.refetch()
  }
  return {
    /** How many tickets there are that are not shown, or that many and more. */
    number: waiting.length,
    isMore: found.isMore,
    show,
    isGone: ({ id, version }: Ticket) => found.gone[id] === version,
  }
}

export type Arrivals = ReturnType<typeof useArrivals>
