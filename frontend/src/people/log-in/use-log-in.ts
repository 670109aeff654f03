import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { tellLoggedIn } from '../../api/log-ins'
import type { LogIn, Session } from '../../api/schema'
import { sessionQueries, type KnownSession } from '../../api/session'
import { keepFor } from './device'

const { queryKey } = sessionQueries.current()

/** Nothing that was loaded for one person is kept for the next. */
export function changePerson(queryClient: QueryClient, session: KnownSession) {
  if (session.person) keepFor(session.person.id)
  queryClient.setQueryData(queryKey, session)
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] })
}

export function useLogIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: LogIn) => unwrap(api.POST('/api/session/', { body })),
    onSuccess: (session: Session) => {
      const before = queryClient.getQueryData<KnownSession>(queryKey)?.person
      if (before?.id === session.person?.id) {
        queryClient.setQueryData(queryKey, session)
        tellLoggedIn()
      } else {
        changePerson(queryClient, session)
        // Mutations that wait would be sent in somebody else's name.
        if (before) globalThis.location.reload()
      }
    },
  })
}

/** Logs out here, or everywhere. */
export function useLogOut(where: '/api/session/' | '/api/session/all/' = '/api/session/') {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => unwrap(api.DELETE(where)),
    onSuccess: () => {
      keepFor(null)
      const known = queryClient.getQueryData<KnownSession>(queryKey)
      if (known) changePerson(queryClient, { ...known, person: null, isOver: false })
    },
  })
}
