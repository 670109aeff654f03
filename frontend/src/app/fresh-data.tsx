import { useQueryClient, type QueryFilters } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useNews } from '../api/news'
import { follow, type Source } from '../api/news-stream'
import type { KnownSession } from '../api/session'
import { atMostEvery } from '../ui/at-most-every'

const FIGURES_MS = 5_000

function sourceOf(session: KnownSession | undefined): Source {
  if (!session || session.isOver || (session.access === 'login' && !session.person)) return 'none'
  return session.person?.role === 'requester' ? 'polling' : 'stream'
}

/**
 * Fetches what is on screen again when tickets have changed. A list of tickets sees to that itself: its rows
 * must not move while somebody reads them.
 */
export function FreshData({ session }: { session: KnownSession | undefined }) {
  const queryClient = useQueryClient()
  const source = sourceOf(session)
  useEffect(() => follow(source), [source])
  const refreshFigures = useMemo(() => {
    const figures: QueryFilters[] = [{ queryKey: ['tickets', 'count'] }, { queryKey: ['stats'], exact: true }]
    return atMostEvery(FIGURES_MS, () => {
      // Those that are on their way and fail are being tried again already.
      for (const filters of figures) void queryClient.invalidateQueries(filters, { cancelRefetch: false })
    })
  }, [queryClient])

  useNews(({ created, changed, more }) => {
    if (more)
      for (const part of ['detail', 'demo'])
        void queryClient.invalidateQueries({ queryKey: ['tickets', part] }, { cancelRefetch: false })
    for (const id of new Set([...created, ...changed]))
      void queryClient.invalidateQueries({ queryKey: ['tickets', 'detail', id] })
    // The one on screen has what it needs; any other is read again when somebody comes back to it.
    void queryClient.invalidateQueries({ queryKey: ['tickets', 'list'], refetchType: 'none' })
    refreshFigures()
  })
  return null
}
