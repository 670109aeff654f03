import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client'
import { unwrap } from '../api/errors'
import type { Period } from './period/period'

export const statsQueries = {
  all: () =>
    queryOptions({
      queryKey: ['stats'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/tickets/stats/', { signal })),
      // When there are news of tickets, and when the window comes back: see `api/news`.
      refetchOnWindowFocus: false,
    }),
  /** How the work went. The last period stays on screen until another is there. */
  trends: (period: Period) =>
    queryOptions({
      queryKey: ['stats', 'trends', period],
      queryFn: ({ signal }) => unwrap(api.GET('/api/tickets/trends/', { params: { query: period }, signal })),
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  /** What people made of the suggestions. */
  quality: (period: Period) =>
    queryOptions({
      queryKey: ['stats', 'quality', period],
      queryFn: ({ signal }) => unwrap(api.GET('/api/triage/quality/', { params: { query: period }, signal })),
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
}
