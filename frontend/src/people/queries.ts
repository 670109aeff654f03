import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client'
import { unwrap } from '../api/errors'

/** About one's own account. */
export const ownQueries = {
  secondFactor: () =>
    queryOptions({
      queryKey: ['own', 'second-factor'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/second-factor/', { signal })),
    }),

  signOn: () =>
    queryOptions({
      queryKey: ['own', 'sign-on'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/session/oidc/', { signal })),
    }),

  tokens: () =>
    queryOptions({
      queryKey: ['own', 'tokens'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/tokens/', { signal })),
    }),
}

/** A user name, or the name of somebody without an account. */
export type PersonInQuestion = { person: string; with_namesakes?: boolean }

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

  tokensOf: (member: number) =>
    queryOptions({
      queryKey: ['people', 'tokens', member],
      queryFn: ({ signal }) =>
        unwrap(
          api.GET('/api/people/{person_id}/tokens/', {
            params: { path: { person_id: String(member) } },
            signal,
          }),
        ),
    }),

  traces: (query: PersonInQuestion) =>
    queryOptions({
      queryKey: ['people', 'traces', query],
      queryFn: ({ signal }) => unwrap(api.GET('/api/people/traces/', { signal, params: { query } })),
    }),
}
