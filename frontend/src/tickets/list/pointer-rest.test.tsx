import { fireEvent, screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aTicket } from '../../test/factory'
import { openApp, pass, useTestTime } from '../../test/render'
import { givenTickets, server } from '../../test/server'

it('reads a ticket ahead when the pointer rests on it, and none that it passes', async () => {
  const asked: number[] = []
  const tickets = [7, 8].map((id) => aTicket({ id, title: `Ticket ${id}` }))
  givenTickets(() => tickets)
  for (const ticket of tickets)
    server.use(
      http.get(`*/api/tickets/${ticket.id}/`, () => {
        asked.push(ticket.id)
        return HttpResponse.json(ticket)
      }),
    )
  useTestTime()
  openApp('/tickets')
  const passed = await screen.findByRole('link', { name: 'Ticket 7' })
  fireEvent.pointerEnter(passed)
  fireEvent.pointerLeave(passed)
  fireEvent.pointerEnter(screen.getByRole('link', { name: 'Ticket 8' }))
  await pass(100)
  expect(asked).toEqual([8])
})
