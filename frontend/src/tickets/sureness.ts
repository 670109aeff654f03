import type { Ticket } from '../api/schema'

export type LabelName = 'category' | 'priority'

/** How sure an engine was of a label, as the server judged it; nothing where the engine cannot tell. */
export function sureness(
  unsure: boolean | undefined,
  confidence: number | null | undefined,
): 'unsure' | 'likely' | null {
  if (unsure) return 'unsure'
  return typeof confidence === 'number' ? 'likely' : null
}

/** Whether a ticket's label is still an engine's guess: it was not sure, and nobody has chosen since. */
export const isGuess = (ticket: Ticket, name: LabelName) =>
  !ticket[`${name}_set_by_person`] && Boolean(ticket.suggestion_unsure[name])
