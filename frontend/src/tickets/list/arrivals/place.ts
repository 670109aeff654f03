import { priorityValues, type Ticket } from '../../../api/schema'
import type { TicketQuery } from '../../queries'

const keys = {
  created_at: (ticket: Ticket) => [Date.parse(ticket.created_at), ticket.id],
  updated_at: (ticket: Ticket) => [Date.parse(ticket.updated_at), ticket.id],
  priority: (ticket: Ticket) => [
    priorityValues.indexOf(ticket.priority),
    Date.parse(ticket.created_at),
    ticket.id,
  ],
}

/** Whether a ticket comes before another one in this order. */
export function comesBefore(
  ticket: Ticket,
  other: Ticket,
  ordering: TicketQuery['ordering'] = '-created_at',
) {
  const keysOf = keys[ordering.replace('-', '') as keyof typeof keys]
  const theirs = keysOf(other)
  const difference = keysOf(ticket)
    .map((key, index) => key - (theirs[index] ?? 0))
    .find((found) => found !== 0)
  return ordering.startsWith('-') ? (difference ?? 0) > 0 : (difference ?? 0) < 0
}
