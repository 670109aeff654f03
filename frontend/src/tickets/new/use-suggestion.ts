import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Suggestion } from '../../api/schema'
import { useDebounced } from '../../ui/use-debounced'
import { ticketQueries } from '../queries'
import { MAX_DESCRIPTION, MAX_TITLE, upTo } from './checks'

export const PAUSE_MS = 600
/** An answer that comes sooner, as from the cache, is shown without "Thinking…" flashing up. */
export const QUIET_MS = 300
const MIN_CHARACTERS = 15
const MIN_WORDS = 3

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ')
const sameLines = (text: string) =>
  text
    .trim()
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
const isEnough = (text: string) => text.length >= MIN_CHARACTERS || text.split(/\s/).length >= MIN_WORDS

/** `idle`: nothing to ask yet. `ready`: the suggestion shown is for the text as it stands. */
export type SuggestionState = 'idle' | 'thinking' | 'ready' | 'failed'

/** The live suggestion for a text. The last good one stays on screen while a newer one is awaited or fails. */
export function useSuggestion(ticket: { title: string; description: string }, paused: boolean) {
  const title = upTo(MAX_TITLE, oneLine(ticket.title))
  const description = upTo(MAX_DESCRIPTION, sameLines(ticket.description))
  const text = useMemo(
    () => (!paused && isEnough(description) ? { title, description } : null),
    [paused, title, description],
  )
  const settled = useDebounced(text, PAUSE_MS)
  // A null text drops the old key, which aborts a call that nobody waits for any more.
  const query = useQuery(ticketQueries.suggestion(text && settled))

  const [last, setLast] = useState<Suggestion | null>(null)
  if (query.data && query.data !== last) setLast(query.data)
  if (!paused && text === null && last) setLast(null)

  const state = stateOf(text === null, text !== settled || query.isFetching, query.isError)
  const wasThinking = useDebounced(state === 'thinking', QUIET_MS)
  const isQuiet = state === 'thinking' && !wasThinking
  return {
    suggestion: last,
    state,
    /** The state to show: brief thinking is not mentioned. */
    shown: isQuiet ? (last ? 'ready' : 'idle') : state,
    error: query.error,
    retry: () => void query.refetch(),
  }
}

function stateOf(idle: boolean, thinking: boolean, failed: boolean): SuggestionState {
  if (idle) return 'idle'
  if (thinking) return 'thinking'
  return failed ? 'failed' : 'ready'
}
