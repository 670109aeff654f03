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

/** Tickets with a label that an engine was unsure of and nobody has chosen since. */
export const UNSURE = { labels: labelValues.filter((value) => value === 'unsure') }

// `api/news` refetches these when tickets change and when the window regains focus.
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

  /** How many demo tickets there are. Only a refetch of everything notices that they went. */
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

  /** Existing tickets that resemble this text. Only a help: when it fails, nobody needs to know. */
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
   * One entry per text: an answer can only ever belong to its own text, and no text is asked about twice.
   * The built-in classifier's answer is not final: the model is asked again once it is back.
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
