import { api } from '../../api/client'
import { ApiError, unwrap } from '../../api/errors'
import type { PatchedTicketPatch, TicketDetail } from '../../api/schema'

export const patchTicket = (id: number, body: PatchedTicketPatch) =>
  unwrap(api.PATCH('/api/tickets/{ticket_id}/', { params: { path: { ticket_id: String(id) } }, body }))

/** The ticket as it is now, when a change was refused because someone else had changed it first. */
export const currentOf = (error: Error | null) =>
  error instanceof ApiError && error.code === 'conflict'
    ? (error.body['current'] as TicketDetail | undefined)
    : undefined

/** Within a scope the next change waits for the one before, and so knows the version that it led to. */
export const changeScope = (id: number) => ({ id: `change of ticket ${id}` })
