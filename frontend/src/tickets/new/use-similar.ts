import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { SimilarTicket } from '../../api/schema'
import { useDebounced } from '../../ui/use-debounced'
import { ticketQueries, type TicketText } from '../queries'
import { MAX_DESCRIPTION, MAX_TITLE, upTo } from './checks'
import { PAUSE_MS } from './use-suggestion'

const SHORTEST_WORD = /[\p{L}\p{N}]{3}/u

/** Tickets that read like this text; the last ones stay while newer ones are awaited. Null before the first. */
export function useSimilar({ title, description }: TicketText, paused: boolean): SimilarTicket[] | null {
  const isEnough = !paused && SHORTEST_WORD.test(`${title} ${description}`)
  const text = useMemo(
    () =>
      isEnough
        ? { title: upTo(MAX_TITLE, title.trim()), description: upTo(MAX_DESCRIPTION, description.trim()) }
        : null,
    [isEnough, title, description],
  )
  const settled = useDebounced(text, PAUSE_MS)
  // While the text changes nothing is asked, which aborts a call for an older one.
  const query = useQuery(ticketQueries.similar(text === settled ? settled : null))

  const [last, setLast] = useState<SimilarTicket[] | null>(null)
  if (query.data && query.data !== last) setLast(query.data)
  if (!paused && text === null && last) setLast(null)
  return last
}
