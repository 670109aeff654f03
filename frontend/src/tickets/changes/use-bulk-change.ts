import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import type { BulkChange, BulkChanges, StrictFilter } from '../../api/schema'
import type { TicketFilters } from '../queries'

/** Which tickets: those with these numbers, or all that these filters let through. */
export type Which = { ids: number[] } | { filters: TicketFilters }

type Wanted = { which: Which; changes: BulkChanges }

/** Filters as a body has them: several values are one text, as in an address. */
const written = (filters: TicketFilters): StrictFilter =>
  Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, String(value)]))

const bodyOf = ({ which, changes }: Wanted): BulkChange =>
  'ids' in which ? { ids: which.ids, changes } : { filters: written(which.filters), changes }

/** For those who want to know whether one is under way. */
export const bulkKey = ['bulk']

/** Changes many tickets at once. */
export const useBulkChange = () =>
  useMutation({
    mutationKey: bulkKey,
    mutationFn: (wanted: Wanted) => unwrap(api.POST('/api/tickets/bulk/', { body: bodyOf(wanted) })),
  })

/** Puts back what such a change did, where nobody has changed it since. */
export const useBulkUndo = () =>
  useMutation({
    mutationKey: bulkKey,
    mutationFn: (undo: string) =>
      unwrap(api.POST('/api/tickets/bulk/{change_id}/undo/', { params: { path: { change_id: undo } } })),
  })
