import { hashKey, notifyManager, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { TicketDetail } from '../../api/schema'
import { bulkKey } from '../changes/use-bulk-change'
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

/**
 * Calls back with what this page itself brings about: what it puts into the cache, and what is read because it changed
 * many tickets. What others did is read otherwise.
 */
function useOwnWrites(id: number, onWrite: (written: TicketDetail) => void) {
  const queryClient = useQueryClient()
  const hash = hashKey(ticketQueries.detail(id).queryKey)
  useEffect(() => {
    let isReadForOwn = false
    return queryClient.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.query.queryHash !== hash) return
      const { action, query } = event
      // The reading that a change brings about begins before the change counts as done.
      if (action.type === 'fetch') isReadForOwn = queryClient.isMutating({ mutationKey: bulkKey }) > 0
      if (action.type !== 'success' || !(action.manual || isReadForOwn)) return
      // Together with those who show the ticket, who hear of it by the same way.
      notifyManager.schedule(() => onWrite(query.state.data as TicketDetail))
    })
  }, [queryClient, hash, onWrite])
}
