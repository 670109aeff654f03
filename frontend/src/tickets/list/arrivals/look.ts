import { api } from '../../../api/client'
import { unwrap } from '../../../api/errors'
import type { News, Ticket } from '../../../api/schema'
import type { TicketQuery } from '../../queries'
import { comesBefore } from './place'

/** As many as the server names at once. */
const MOST_NUMBERS = 200

/** A list as it is shown; `end`: its last ticket, if others follow that are not loaded. */
type ListNow = { query: TicketQuery; shown: readonly number[]; end: Ticket | undefined }

/** What was found out about the tickets of a list. */
type Look = {
  /** Tickets as they are now. */
  tickets: Ticket[]
  /** The numbers of those that belong in the list and are not shown in it. */
  arrived: number[]
  /** Whether there may be more of these than were found. */
  isMore: boolean
  /** Those that are shown in it and do not belong there any more. */
  gone: Ticket[]
  /** Whether some that are shown in it are not there at all any more. */
  isLess: boolean
}

const read = (query: TicketQuery, ids?: readonly number[]) =>
  unwrap(
    api.GET('/api/tickets/', {
      params: { query: { ...query, ...(ids && { ids: [...ids], page_size: MOST_NUMBERS }) } },
    }),
  ).then(({ results }) => results)

const named = async (query: TicketQuery, ids: readonly number[]) => (ids.length > 0 ? read(query, ids) : [])

/**
 * Looks at what news are about, without reloading the list. When they do not say: at what is shown, and at the
 * first page, where most that is new would be. `waiting`: what had arrived before.
 */
export async function lookAt(
  { created, changed, more }: News,
  { query, shown, end }: ListNow,
  waiting: readonly number[],
): Promise<Look> {
  const asked = [...new Set(more ? [...waiting, ...shown] : [...created, ...changed])].slice(0, MOST_NUMBERS)
  const [known, first] = await Promise.all([named(query, asked), more ? read(query) : []])
  const matching = [...known, ...first.filter(({ id }) => !asked.includes(id))]
  const missing = asked.filter((id) => shown.includes(id) && !known.some((ticket) => ticket.id === id))
  const gone = await named({}, missing)
  const isNew = (ticket: Ticket) =>
    !shown.includes(ticket.id) && (!end || comesBefore(ticket, end, query.ordering))
  return {
    tickets: [...matching, ...gone],
    arrived: [...waiting.filter((id) => !asked.includes(id)), ...matching.filter(isNew).map(({ id }) => id)],
    isMore: first.length > 0 && !first.some(({ id }) => shown.includes(id)),
    gone,
    isLess: missing.length > gone.length,
  }
}

/** A page with the tickets as they were found, unless it has them as new already. */
export function withTickets<Page extends { results: Ticket[] }>(
  page: Page,
  tickets: readonly Ticket[],
): Page {
  const now = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  const results = page.results.map((old) => {
    const ticket = now.get(old.id)
    return ticket && Date.parse(ticket.updated_at) > Date.parse(old.updated_at) ? ticket : old
  })
  return { ...page, results }
}
