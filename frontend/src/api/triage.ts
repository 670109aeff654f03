import { queryOptions } from '@tanstack/react-query'
import { api } from './client'
import { unwrap } from './errors'
import type { TriageStatus } from './schema'

const isChanging = (status: TriageStatus | undefined) =>
  status?.state === 'downloading' || status?.state === 'loading' || status?.breaker.state === 'open'

export const triageQueries = {
  status: () =>
    queryOptions({
      queryKey: ['triage', 'status'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/triage/status/', { signal })),
      refetchInterval: (query) => (isChanging(query.state.data) ? 3_000 : 30_000),
    }),
}

/** Ollama's tags are long: `qwen3:4b-instruct-2507-q4_K_M` is called `qwen3:4b` where there is little room. */
export const shortModelName = (model: string) =>
  model.includes(':') ? (model.split('-')[0] ?? model) : model
