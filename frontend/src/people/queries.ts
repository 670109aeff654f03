import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client'
import { unwrap } from '../api/errors'

export const peopleQueries = {
  members: () =>
    queryOptions({
      queryKey: ['people', 'members'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/people/', { signal })),
    }),

  invitations: () =>
    queryOptions({
      queryKey: ['people', 'invitations'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/invitations/', { signal })),
    }),
}
