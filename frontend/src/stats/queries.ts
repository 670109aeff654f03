import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../api/client'
import { unwrap } from '../api/errors'

export const statsQueries = {
  all: () =>
    queryOptions({
      queryKey: ['stats'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/tickets/stats/', { signal })),
      refetchInterval: 15_000,
    }),
  /** What people made of the suggestions of so many days. The last period stays on screen until another is there. */
  quality: (days: number) =>
    queryOptions({
      queryKey: ['stats', 'quality', days],
      queryFn: ({ signal }) =>
        unwrap(api.GET('/api/triage/quality/', { params: { query: { days } }, signal })),
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
}
