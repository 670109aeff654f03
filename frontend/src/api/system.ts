import { queryOptions } from '@tanstack/react-query'
import { api } from './client'
import { unwrap } from './errors'

export const systemQueries = {
  current: () =>
    queryOptions({
      queryKey: ['system'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/system/', { signal })),
      refetchInterval: 30_000,
    }),
}
