import { MutationCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isUnreachable } from '../api/errors'

const MAX_RETRIES = 2
const MAX_DELAY_MS = 3_000

const isClientError = (error: unknown) =>
  error instanceof ApiError && error.status >= 400 && error.status < 500

export function createQueryClient(): QueryClient {
  const queryClient = new QueryClient({
    // A new or changed ticket may show in the list, on its page and in the figures: refetch what is on screen,
    // once settled, which is after the mutation has put its own answer into the cache.
    mutationCache: new MutationCache({
      onSettled: (_data, error) => {
        if (!error) void queryClient.invalidateQueries()
      },
    }),
    defaultOptions: {
      queries: {
        // The server is on this machine or its network: the browser's idea of "online" says nothing about it.
        networkMode: 'always',
        staleTime: 5_000,
        // A server that is away comes back: keep asking, so that every screen recovers by itself.
        retry: (failures, error) => isUnreachable(error) || (failures < MAX_RETRIES && !isClientError(error)),
        retryDelay: (failures) => Math.min(500 * 2 ** failures, MAX_DELAY_MS),
      },
      mutations: { networkMode: 'always' },
    },
  })
  return queryClient
}
