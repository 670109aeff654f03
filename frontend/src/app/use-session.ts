import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onLogInNeeded } from '../api/log-ins'
import { sessionQueries, type KnownSession } from '../api/session'

const { queryKey } = sessionQueries.current()
const nobody: KnownSession = { access: 'login', person: null, needs_setup: false, single_sign_on: '' }

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
  return useQuery(sessionQueries.current()).data
}
