import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import type { Ticket } from '../../../api/schema'
import { aPerson, aSession, aTicket } from '../../../test/factory'
import { openApp } from '../../../test/render'
import { givenTickets, server } from '../../../test/server'

let tickets: Ticket[]
let demo: number

beforeEach(() => {
  tickets = [aTicket({ title: 'From the demo' })]
  demo = 200
  givenTickets(() => tickets)
  server.use(
    http.get('*/api/tickets/demo/', () => HttpResponse.json({ count: demo })),
    http.delete('*/api/tickets/demo/', () => {
      const removed = demo
      demo = 0
      tickets = tickets.filter(({ title }) => title !== 'From the demo')
      return HttpResponse.json({ removed })
    }),
  )
})

async function ask(user: ReturnType<typeof openApp>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Demo tickets…' }))
  return within(screen.getByRole('dialog', { name: 'Remove 200 demo tickets?' }))
}

it('removes the demo tickets after asking, and shows how to begin where nothing else is left', async () => {
  const { user } = openApp('/tickets')
  const dialog = await ask(user)
  expect(dialog.getByText(/All other tickets stay/)).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Remove the demo tickets' }))
  expect(await screen.findByRole('heading', { name: 'Welcome to Hushdesk' })).toBeVisible()
  expect(screen.getByRole('main')).toHaveFocus()
})

it('leaves other tickets, and says nothing of a demo any more', async () => {
  tickets.push(aTicket({ id: 9, title: 'In earnest' }))
  const { user } = openApp('/tickets')
  const dialog = await ask(user)
  await user.click(dialog.getByRole('button', { name: 'Remove the demo tickets' }))
  await waitFor(() => expect(screen.queryByRole('link', { name: 'From the demo' })).not.toBeInTheDocument())
  expect(screen.getByRole('link', { name: 'In earnest' })).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Demo tickets…' })).not.toBeInTheDocument())
  expect(screen.getByRole('main')).toHaveFocus()
})

it('removes nothing when one would rather keep them', async () => {
  const { user } = openApp('/tickets')
  const dialog = await ask(user)
  expect(dialog.getByRole('button', { name: 'Keep them' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Demo tickets…' })).toHaveFocus()
  expect(demo).toBe(200)
})

it('is the last command, and not the first that Enter runs', async () => {
  const { user } = openApp('/tickets')
  await screen.findByRole('button', { name: 'Demo tickets…' })
  await user.keyboard('{Control>}k{/Control}')
  const commands = within(await screen.findByRole('listbox', { name: 'Commands' })).getAllByRole('option')
  expect(commands.at(-1)).toHaveTextContent('Remove the demo tickets')
})

it('says why they could not be removed', async () => {
  server.use(http.delete('*/api/tickets/demo/', () => HttpResponse.json({ detail: 'No.' }, { status: 403 })))
  const { user } = openApp('/tickets')
  const dialog = await ask(user)
  await user.click(dialog.getByRole('button', { name: 'Remove the demo tickets' }))
  expect(await dialog.findByRole('alert')).toHaveTextContent('No.')
})

it('is nothing for an agent, who may not remove them', async () => {
  const session = aSession({ access: 'login', person: aPerson({ role: 'agent' }) })
  let asked = 0
  server.use(
    http.get('*/api/session/', () => HttpResponse.json(session)),
    http.get('*/api/tickets/demo/', () => {
      asked += 1
      return HttpResponse.json({ count: demo })
    }),
  )
  openApp('/tickets')
  expect(await screen.findByRole('link', { name: 'From the demo' })).toBeVisible()
  expect(asked).toBe(0)
  expect(screen.queryByRole('button', { name: 'Demo tickets…' })).not.toBeInTheDocument()
})
