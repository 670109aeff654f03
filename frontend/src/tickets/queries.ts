import { infiniteQueryOptions, queryOptions, skipToken } from '@tanstack/react-query'
import { api } from '../api/client'
import { unwrap } from '../api/errors'
import { pathsApiTicketsGetParametersQueryLabelsValues as labelValues, type paths } from '../api/schema'

type Get<Path extends '/api/tickets/' | '/api/tickets/count/'> = NonNullable<
  paths[Path]['get']['parameters']['query']
>

/** Which tickets: all filters apply together. */
export type TicketFilters = Get<'/api/tickets/count/'>
/** Which tickets, and in which order. */
export type TicketQuery = TicketFilters & Pick<Get<'/api/tickets/'>, 'ordering'>

/** What a suggestion is asked for, with insignificant white space removed. */
export type TicketText = { title: string; description: string }

/** Those of which an engine was not sure, and nobody has chosen since. */
export const UNSURE = { labels: labelValues.filter((value) => value === 'unsure') }

// These are asked anew when there are news of tickets, and when the window comes back: see `api/news`.
const BY_NEWS = { refetchOnWindowFocus: false }

const cursorOf = (url: string | null | undefined) =>
  url ? new URL(url, globalThis.location.origin).searchParams.get('cursor') : null

export const ticketQueries = {
  list: (query: TicketQuery) =>
    infiniteQueryOptions({
      queryKey: ['tickets', 'list', query],
      queryFn: ({ pageParam: cursor, signal }) =>
        unwrap(
          api.GET('/api/tickets/', { params: { query: { ...query, ...(cursor && { cursor }) } }, signal }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => cursorOf(page.next),
      ...BY_NEWS,
    }),

  count: (filters: TicketFilters) =>
    queryOptions({
      queryKey: ['tickets', 'count', filters],
      queryFn: ({ signal }) => unwrap(api.GET('/api/tickets/count/', { params: { query: filters }, signal })),
      ...BY_NEWS,
    }),

  /** How many demo tickets there are. Only a look at everything finds out that they went. */
  demo: () =>
    queryOptions({
      queryKey: ['tickets', 'demo'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/tickets/demo/', { signal })),
      staleTime: Infinity,
    }),

  views: () =>
    queryOptions({
      queryKey: ['tickets', 'views'],
      queryFn: ({ signal }) => unwrap(api.GET('/api/tickets/views/', { signal })),
      staleTime: 60_000,
    }),

  detail: (id: number) =>
    queryOptions({
      queryKey: ['tickets', 'detail', id],
      queryFn: ({ signal }) =>
        unwrap(api.GET('/api/tickets/{ticket_id}/', { params: { path: { ticket_id: String(id) } }, signal })),
      ...BY_NEWS,
    }),

  /** What is already there and reads like this text. Of help only: when it fails, nobody needs to know. */
  similar: (text: TicketText | null) =>
    queryOptions({
      queryKey: ['tickets', 'similar', text],
      queryFn:
        text === null
          ? skipToken
          : ({ signal }) =>
              unwrap(api.POST('/api/tickets/similar/', { body: text, signal })).then(
                ({ results }) => results,
              ),
      staleTime: 60_000,
      retry: false,
      refetchOnWindowFocus: false,
    }),

  /**
   * One entry per text: an answer can only ever belong to its own text, and the same text is not asked twice.
   * A stand-in's answer is not kept for good: it is asked for anew once the model is back.
   */
  suggestion: (text: TicketText | null) =>
    queryOptions({
      queryKey: ['suggestions', text],
      queryFn:
        text === null
          ? skipToken
          : ({ signal }) => unwrap(api.POST('/api/tickets/classify/', { body: text, signal })),
      staleTime: (query) => (query.state.data?.fallback_reason ? 0 : 'static'),
      gcTime: 10 * 60_000,
      retry: false,
      refetchOnMount: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    }),
}
