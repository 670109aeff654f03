import {
  categoryValues,
  pathsApiTicketsGetParametersQueryLabelsValues as labelValues,
  pathsApiTicketsGetParametersQueryOrderingValues as orderingValues,
  priorityValues,
  statusValues,
} from '../../../api/schema'
import type { TicketFilters, TicketQuery } from '../../queries'

/** Changes to a query: each value replaces the old one, and an empty one removes the filter. */
export type QueryChanges = Partial<Record<keyof TicketQuery, string | readonly string[]>>

/** The known values of a list such as `open,in_progress`. */
function allowed<T extends string>(list: string | null, values: readonly T[]) {
  const wanted = list?.split(',') ?? []
  return values.filter((known) => wanted.includes(known))
}

/** A day such as `2026-11-22`, within the range that the server accepts. */
function day(text: string | null) {
  const isDay = text !== null && /^(19|2\d)\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
  return isDay ? text : ''
}

/** The query of an address. Unknown parameters and values are ignored. */
export function readQuery(params: URLSearchParams): TicketQuery {
  const found = {
    status: allowed(params.get('status'), statusValues),
    category: allowed(params.get('category'), categoryValues),
    priority: allowed(params.get('priority'), priorityValues),
    labels: allowed(params.get('labels'), labelValues),
    created_from: day(params.get('created_from')),
    created_to: day(params.get('created_to')),
    search: params.get('search')?.trim() ?? '',
    ordering: orderingValues.find((known) => known === params.get('ordering')) ?? '',
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value.length > 0))
}

export function filtersOf(query: TicketQuery): TicketFilters {
  const filters = { ...query }
  delete filters.ordering
  return filters
}

/** Parameters after a change; all others are kept. */
export function withChanges(params: URLSearchParams, changes: QueryChanges) {
  const next = new URLSearchParams(params)
  for (const [name, value] of Object.entries(changes)) {
    if (value.length > 0) next.set(name, String(value))
    else next.delete(name)
  }
  return next
}

/** Parameters as an address has them: a list keeps its commas. */
export const addressOf = (params: URLSearchParams) => {
  const text = params.toString().replaceAll('%2C', ',')
  return text && `?${text}`
}

/** The one way to write a query, so that two can be compared. */
export const written = (query: TicketQuery) => addressOf(withChanges(new URLSearchParams(), query))
