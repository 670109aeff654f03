import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Ticket } from '../../../api/schema'
import { installEventSource, removeEventSource, tellNews } from '../../../test/events'
import { aPage, aTicket } from '../../../test/factory'
import { openApp } from '../../../test/render'
import { server } from '../../../test/server'

/** Tickets of a server, as it lists them: newest first, those with an open status where it is asked for. */
let tickets: Ticket[]
let asked: string[]
/** As many as it lists where none are named. */
const PAGE = 5

beforeEach(() => {
  installEventSource()
  tickets = [ticket(2, 'Second'), ticket(1, 'First')]
  asked = []
  server.use(
    http.get('*/api/tickets/', ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push(query.toString())
      const ids = query.get('ids')?.split(',').map(Number)
      const isMatch = ({ id, status }: Ticket) =>
        (!ids || ids.includes(id)) &&
        (!query.has('status') || query.get('status')?.split(',').includes(status))
      const isLong = !ids && query.get('search') === 'long'
      const found = tickets.filter(isMatch).slice(0, ids ? undefined : PAGE)
      return HttpResponse.json(aPage(found, isLong ? 'http://localhost/?cursor=x' : null))
    }),
  )
})
afterEach(removeEventSource)

const moment = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, '0')}:00Z`

function ticket(id: number, title: string, values: Partial<Ticket> = {}) {
  return aTicket({ id, title, created_at: moment(id), updated_at: moment(id), ...values })
}

const titles = () => screen.queryAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
const row = (title: string) => within(screen.getByRole('link', { name: title }).closest('li') as HTMLElement)
const bar = () => screen.queryByRole('button', { name: /new ticket/ })

async function openList(address = '/tickets') {
  const view = openApp(address)
  await screen.findByRole('link', { name: 'First' })
  return view
}

it('says that tickets came in, and shows them when it is told to', async () => {
  const { user } = await openList()
  tickets.unshift(ticket(3, 'Third'))
  await tellNews({ created: [3] })
  expect(await screen.findByRole('button', { name: '1 new ticket' })).toBeInTheDocument()
  tickets.unshift(ticket(4, 'Fourth'))
  await tellNews({ created: [4], changed: [4] })
  expect(await screen.findByRole('button', { name: '2 new tickets' })).toBeInTheDocument()
  expect(titles()).toEqual(['Second', 'First'])

  await user.click(screen.getByRole('button', { name: '2 new tickets' }))
  await waitFor(() => expect(titles()).toEqual(['Fourth', 'Third', 'Second', 'First']))
  expect(bar()).not.toBeInTheDocument()
  expect(screen.getByRole('region', { name: 'Results' })).toHaveFocus()
})

it('shows them by a key as well', async () => {
  const { user } = await openList()
  tickets.unshift(ticket(3, 'Third'))
  await tellNews({ created: [3] })
  await screen.findByRole('button', { name: '1 new ticket' })
  await user.keyboard('u')
  await waitFor(() => expect(titles()).toEqual(['Third', 'Second', 'First']))
})

it('reads a list again that one comes back to', async () => {
  const { user } = await openList()
  const places = within(screen.getByRole('navigation', { name: 'Main' }))
  await user.click(places.getByRole('link', { name: 'Statistics' }))
  await waitFor(() => expect(titles()).not.toContain('First'))
  tickets[1] = ticket(1, 'First, again', { version: 2, updated_at: moment(9) })
  await tellNews({ changed: [1] })
  await user.click(places.getByRole('link', { name: 'Tickets' }))
  expect(await screen.findByRole('link', { name: 'First, again' })).toBeInTheDocument()
})

it('asks for those alone that the news are about', async () => {
  await openList('/tickets?status=open')
  tickets.unshift(ticket(3, 'Third', { status: 'closed' }))
  await tellNews({ created: [3] })
  await waitFor(() => expect(asked.at(-1)).toBe('status=open&ids=3&page_size=200'))
  expect(asked).toHaveLength(2)
  expect(bar()).not.toBeInTheDocument()
})

it('brings a row up to date where it is, also one that does not match any more', async () => {
  await openList('/tickets?status=open')
  tickets[1] = ticket(1, 'First, again', { status: 'resolved', version: 2, updated_at: moment(9) })
  await tellNews({ changed: [1] })
  await screen.findByRole('link', { name: 'First, again' })
  expect(titles()).toEqual(['Second', 'First, again'])
  expect(row('First, again').getByText('Resolved')).toBeInTheDocument()
  expect(row('First, again').getByText('No longer matches the filters')).toBeInTheDocument()
  expect(bar()).not.toBeInTheDocument()

  tickets[1] = ticket(1, 'First', { status: 'open', version: 3, updated_at: moment(10) })
  await tellNews({ changed: [1] })
  await screen.findByRole('link', { name: 'First' })
  expect(row('First').queryByText('No longer matches the filters')).not.toBeInTheDocument()
})

it('counts a ticket that came to match, until it does not any more', async () => {
  tickets.unshift(ticket(3, 'Third', { status: 'closed' }))
  await openList('/tickets?status=open')
  tickets[0] = ticket(3, 'Third', { status: 'open', version: 2 })
  await tellNews({ changed: [3] })
  expect(await screen.findByRole('button', { name: '1 new ticket' })).toBeInTheDocument()
  tickets[0] = ticket(3, 'Third', { status: 'closed', version: 3 })
  await tellNews({ changed: [3] })
  await waitFor(() => expect(bar()).not.toBeInTheDocument())
})

it('does not count a ticket that would come after all that is shown', async () => {
  await openList('/tickets?search=long&ordering=-priority')
  tickets.push(ticket(3, 'Third', { priority: 'low' }))
  await tellNews({ created: [3] })
  await waitFor(() => expect(asked.at(-1)).toContain('ids=3'))
  tickets.unshift(ticket(4, 'Fourth', { priority: 'critical' }))
  await tellNews({ created: [4] })
  expect(await screen.findByRole('button', { name: '1 new ticket' })).toBeInTheDocument()
})

it('finds out by itself when it is told to look at everything', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  await openList()
  tickets = [ticket(5, 'Fifth'), ticket(4, 'Fourth'), ticket(3, 'Third')]
  tickets.push(ticket(2, 'Second', { status: 'closed', version: 2, updated_at: moment(9) }))
  tickets.push(ticket(1, 'First'))
  await tellNews({ more: true })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await screen.findByRole('button', { name: '3 new tickets' })).toBeInTheDocument()
  expect(titles()).toEqual(['Second', 'First'])
  expect(row('Second').getByText('Closed')).toBeInTheDocument()

  tickets.unshift(ticket(7, 'Seventh'), ticket(6, 'Sixth'))
  await tellNews({ more: true })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await screen.findByRole('button', { name: '5+ new tickets' })).toBeInTheDocument()
})

it('takes away at once what was removed for good', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  await openList()
  tickets = [ticket(3, 'Third'), ticket(1, 'First')]
  await tellNews({ more: true })
  await vi.advanceTimersByTimeAsync(5_000)
  await waitFor(() => expect(titles()).toEqual(['Third', 'First']))
  expect(bar()).not.toBeInTheDocument()
})

it('makes up for a look that failed with the next one', async () => {
  await openList()
  server.use(http.get('*/api/tickets/', () => HttpResponse.json(null, { status: 502 }), { once: true }))
  tickets.unshift(ticket(3, 'Third'))
  await tellNews({ created: [3] })
  tickets.unshift(ticket(4, 'Fourth'))
  await tellNews({ created: [4] })
  expect(await screen.findByRole('button', { name: /^2\+? new tickets$/ })).toBeInTheDocument()
})
