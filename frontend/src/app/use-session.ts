import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../api/client'
import { unwrap } from '../api/errors'
import { onLogInNeeded, onRefused } from '../api/log-ins'
import { sessionQueries, type KnownSession } from '../api/session'

const { queryKey } = sessionQueries.current()
const nobody: KnownSession = {
  access: 'login',
  person: null,
  needs_setup: false,
  single_sign_on: '',
  public_submit: false,
}

/** Who is logged in, and whether that is over by now; undefined until the server has said. */
export function useSession() {
  const queryClient = useQueryClient()
  useEffect(
    () =>
      onLogInNeeded(() =>
        queryClient.setQueryData<KnownSession>(queryKey, (known) =>
          known?.person ? { ...known, isOver: true } : (known ?? nobody),
        ),
      ),
    [queryClient],
  )
  useEffect(() => onRefused(() => void lookForAnotherRole(queryClient)), [queryClient])
  return useQuery(sessionQueries.current()).data
}

/** Shows what somebody may do by now, and fetches all that was loaded for their former role again. */
async function lookForAnotherRole(queryClient: QueryClient) {
  const known = queryClient.getQueryData<KnownSession>(queryKey)?.person
  const now = await unwrap(api.GET('/api/session/')).catch(() => undefined)
  if (!known || now?.person?.id !== known.id || now.person.role === known.role) return
  queryClient.setQueryData(queryKey, now)
  await queryClient.resetQueries({ predicate: (query) => query.queryKey[0] !== queryKey[0] })
}
