import { hashKey, notifyManager, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TicketDetail } from '../../api/schema'
import { ticketQueries } from '../queries'
import { firstSuggestion, happenings } from './happenings'

/** How many entries the timeline of `now` has that the one of `shown` has not. */
function countNew(shown: TicketDetail, now: TicketDetail) {
  const known = new Set(happenings(shown).map(({ key }) => key))
  const isSuggestionNew = firstSuggestion(now) && !firstSuggestion(shown)
  return happenings(now).filter(({ key }) => !known.has(key)).length + (isSuggestionNew ? 1 : 0)
}

/**
 * The ticket as its timeline shows it, and how many entries wait to be asked for: those of others would move what
 * stands below, and somebody may be writing there. What one does oneself shows at once, with all that waited.
 */
export function useNewEntries(ticket: TicketDetail) {
  const [shown, setShown] = useState(ticket)
  const number = countNew(shown, ticket)
  if (number === 0 && shown !== ticket) setShown(ticket)
  useOwnWrites(ticket.id, setShown)
  return { shown, number, show: () => setShown(ticket) }
}

/** Calls back with what this page itself puts into the cache; what others did is fetched. */
function useOwnWrites(id: number, onWrite: (written: TicketDetail) => void) {
  const cache = useQueryClient().getQueryCache()
  const hash = hashKey(ticketQueries.detail(id).queryKey)
  useEffect(
    () =>
      cache.subscribe((event) => {
        if (event.type !== 'updated' || event.query.queryHash !== hash) return
        const { action, query } = event
        if (action.type !== 'success' || !action.manual) return
        // Together with those who show the ticket, who hear of it by the same way.
        notifyManager.schedule(() => onWrite(query.state.data as TicketDetail))
      }),
    [cache, hash, onWrite],
  )
}
