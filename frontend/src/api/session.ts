import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from './client'
import { unwrap } from './errors'
import type { Session } from './schema'

/** `isOver`: who is named has to log in again before anything else can be done. */
export type KnownSession = Session & { isOver?: boolean }

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }): Promise<KnownSession> => unwrap(api.GET('/api/session/', { signal })),
      staleTime: 'static',
      gcTime: Infinity,
    }),
}

/** Who is logged in; undefined where nobody is, or has to be. */
export const usePerson = () => useQuery(sessionQueries.current()).data?.person ?? undefined

/** Somebody without an account, where one logs in. */
export function useIsStranger() {
  const session = useQuery(sessionQueries.current()).data
  return session?.access === 'login' && !session.person
}

/** Whether all tickets are this person's business, as for everybody where nobody logs in. */
export function useWorksOnTickets() {
  const isStranger = useIsStranger()
  return usePerson()?.role !== 'requester' && !isStranger
}

/** Whether it is this person's business who may log in: nobody's, where nobody logs in. */
export const useLetsPeopleIn = () => usePerson()?.role === 'admin'

/** Whether people and the whole system are this person's business, as for everybody where nobody logs in. */
export function useIsManager() {
  const person = usePerson()
  return !person || person.role === 'admin'
}
