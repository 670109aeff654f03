import { http, HttpResponse } from 'msw'
import type { PatchedTicketPatch, TicketDetail } from '../api/schema'
import { aTicket } from './factory'
import { server } from './server'

/** A server with one ticket that checks versions and knows whose a label is, as the real one does. */
export function givenTicket(values: Partial<TicketDetail> = {}) {
  const store = { ticket: aTicket(values), patches: [] as PatchedTicketPatch[] }
  const change = (values: Partial<TicketDetail>) => {
    store.ticket = { ...store.ticket, ...values, version: store.ticket.version + 1 }
  }
  let held = Promise.resolve()
  let release = () => {}
  const hold = () => {
    held = new Promise((resolve) => (release = resolve))
  }
  server.use(
    http.get('*/api/tickets/7/', () => HttpResponse.json(store.ticket)),
    http.patch('*/api/tickets/7/', async ({ request }) => {
      const patch = (await request.json()) as PatchedTicketPatch
      store.patches.push(patch)
      await held
      const { version, ...values } = patch
      if (version !== undefined && version !== store.ticket.version)
        return HttpResponse.json(
          { detail: 'The ticket has changed.', code: 'conflict', current: store.ticket },
          { status: 409 },
        )
      change({
        ...values,
        ...(values.category && { category_set_by_person: true }),
        ...(values.priority && { priority_set_by_person: true }),
      })
      return HttpResponse.json(store.ticket)
    }),
  )
  return Object.assign(store, { change, hold, release: () => release() })
}
