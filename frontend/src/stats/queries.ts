import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client'
import { unwrap } from '../api/errors'

export const statsQueries = {
  all: () =>
    queryOptions({
      queryKey: ['stats'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/tickets/stats/', { signal })),
      refetchInterval: 15_000,
    }),
}
