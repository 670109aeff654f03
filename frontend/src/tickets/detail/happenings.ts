import type { Comment, TicketDetail, TicketHistoryEntry } from '../../api/schema'

type Happening = { key: string; at: string; change?: TicketHistoryEntry; comment?: Comment }

/** Changes and comments, oldest first; the server tells each of them newest first. */
export function happenings({ history, comments }: TicketDetail): Happening[] {
  const all = [
    ...history.map((change) => ({ key: `change ${change.id}`, at: change.at, change })),
    ...comments.map((comment) => ({ key: `comment ${comment.id}`, at: comment.at, comment })),
  ]
  return all.reverse().sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** What was suggested while the ticket was written, unless an engine changed it later: that tells of itself. */
export function firstSuggestion({ suggested_category, suggested_priority, history }: TicketDetail) {
  const changedIt = history.some(({ actor }) => actor !== 'person')
  if (!suggested_category || !suggested_priority || changedIt) return null
  return { category: suggested_category, priority: suggested_priority }
}
