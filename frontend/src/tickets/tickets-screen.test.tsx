import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TicketHistoryEntry } from '../api/schema'
import { aPage, aTicket } from '../test/factory'
import { openApp } from '../test/render'
import { givenTickets, server } from '../test/server'
import { givenTicket } from '../test/ticket-store'

const closing: TicketHistoryEntry = {
  id: 1,
  at: '2026-11-22T10:05:00Z',
  field: 'status',
  old: 'open',
  new: 'closed',
  actor: 'person',
  actor_name: 'Ada',
}
const titles = ['First', 'Second', 'Third']
const listed = (...ids: number[]) => ids.map((id) => aTicket({ id, title: titles[id - 1] ?? '' }))

/** Three tickets; the list of open ones comes in pages of two, and loses those that `done` names. */
function givenThreeTickets() {
  const store = { done: new Set<number>(), asked: [] as string[] }
  const open = (...ids: number[]) => listed(...ids.filter((id) => !store.done.has(id)))
  server.use(
    http.get('*/api/tickets/', ({ request }) => {
      const query = new URL(request.url).searchParams
      store.asked.push(query.toString())
      if (query.get('cursor')) return HttpResponse.json(aPage(open(3)))
      return HttpResponse.json(aPage(open(1, 2), 'http://inner:8000/api/tickets/?cursor=abc'))
    }),
    http.get('*/api/tickets/count/', () => HttpResponse.json({ count: 3, more: false })),
    http.get('*/api/tickets/views/', () => HttpResponse.json([])),
    http.get('*/api/tickets/:id/', ({ params }) => HttpResponse.json(listed(Number(params['id']))[0])),
    http.patch('*/api/tickets/:id/', ({ params }) => {
      store.done.add(Number(params['id']))
      return HttpResponse.json({ ...listed(Number(params['id']))[0], status: 'resolved', version: 2 })
    }),
  )
  return store
}

const onScreenOf = (width: 'wide' | 'narrow') =>
  vi.stubGlobal('matchMedia', () => ({
    matches: width === 'wide',
    addEventListener: () => {},
    removeEventListener: () => {},
  }))

const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const next = () => screen.findByRole('link', { name: 'Next' })
const row = (name: string) =>
  within(screen.getByRole('region', { name: 'Results' })).getByRole('link', { name })

describe('the neighbours of a ticket', () => {
  it('are those in the list as it was filtered, over its pages, without a step of history', async () => {
    const store = givenThreeTickets()
    const { user } = openApp('/tickets?status=open')
    await user.click(await screen.findByRole('link', { name: 'First' }))
    const depth = history.length
    expect(await screen.findByText('1 of 3')).toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'Previous' })).not.toBeInTheDocument()
    await user.click(await next())
    await heading('Second')
    await user.click(await next())
    await heading('Third')
    expect(await screen.findByText('3 of 3')).toBeInTheDocument()
    expect(screen.queryByRole('link', { name: 'Next' })).not.toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Previous' })).toHaveAttribute('href', '/tickets/2?status=open')
    expect(history.length).toBe(depth)
    expect(store.asked).toEqual(['status=open', 'status=open&cursor=abc'])
  })

  it('stay when a change takes the ticket out of the list', async () => {
    givenThreeTickets()
    const { user } = openApp('/tickets/1?status=open')
    await next()
    await user.selectOptions(screen.getByLabelText('Status', { selector: 'select' }), 'resolved')
    await waitFor(() => expect(screen.queryByText('Saving…')).not.toBeInTheDocument())
    await user.click(await next())
    await heading('Second')
    expect(await screen.findByText(/^1 of/)).toBeInTheDocument()
  })

  it('are not offered for a ticket that is not in the list', async () => {
    givenThreeTickets()
    server.use(http.get('*/api/tickets/', () => HttpResponse.json(aPage(listed(1)))))
    openApp('/tickets/3')
    await heading('Third')
    expect(screen.queryByRole('navigation', { name: 'Neighbouring tickets' })).not.toBeInTheDocument()
  })
})

describe('on a wide screen', () => {
  beforeEach(() => onScreenOf('wide'))

  it('a ticket opens beside the list, and closing it leads back to its row', async () => {
    givenThreeTickets()
    const { user } = openApp('/tickets?status=open')
    await user.click(await screen.findByRole('link', { name: 'Second' }))
    await heading('Second')
    expect(screen.getByRole('heading', { level: 1, name: 'Tickets' })).toBeInTheDocument()
    expect(screen.getByRole('region', { name: 'Ticket' })).toHaveFocus()
    expect(row('Second')).toHaveAttribute('aria-current', 'page')
    expect(document.title).toBe('#2 Second · Hushdesk')
    expect(window.location.pathname).toBe('/tickets/2')
    await user.click(screen.getByRole('link', { name: 'Close' }))
    expect(row('Second')).toHaveFocus()
    expect(window.location.pathname + window.location.search).toBe('/tickets?status=open')
    expect(document.title).toBe('Tickets · Hushdesk')
  })

  it('a link to a ticket shows the list as it was filtered as well', async () => {
    const store = givenThreeTickets()
    openApp('/tickets/2?status=open')
    await heading('Second')
    expect(await screen.findByRole('link', { name: 'First' })).toHaveAttribute(
      'href',
      '/tickets/1?status=open',
    )
    expect(store.asked[0]).toBe('status=open')
  })

  it('Escape closes a ticket, but not while one is writing', async () => {
    givenThreeTickets()
    const { user } = openApp('/tickets/2')
    await user.type(await screen.findByLabelText('Add a comment'), 'Half{Escape}')
    expect(window.location.pathname).toBe('/tickets/2')
    screen.getByRole('region', { name: 'Ticket' }).focus()
    await user.keyboard('{Escape}')
    expect(window.location.pathname).toBe('/tickets')
  })

  it('what one changes in the list shows at once in the timeline beside it', async () => {
    const store = givenTicket()
    givenTickets(() => [store.ticket])
    server.use(
      http.post('*/api/tickets/bulk/', () => {
        store.change({ status: 'closed', history: [closing] })
        return HttpResponse.json({ changed: 1, unchanged: 0, undo: null })
      }),
    )
    const { user } = openApp('/tickets/7')
    await user.click(await screen.findByRole('checkbox', { name: /^Select / }))
    const selected = within(await screen.findByRole('region', { name: 'Selected tickets' }))
    await user.click(selected.getByRole('button', { name: 'Status' }))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Closed' }))
    expect(await screen.findByText(/^Status changed/)).toBeInTheDocument()
  })
})

it('a ticket is a page of its own on a narrow screen', async () => {
  onScreenOf('narrow')
  givenThreeTickets()
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('link', { name: 'Second' }))
  await heading('Second')
  expect(screen.queryByRole('heading', { name: 'Tickets' })).not.toBeInTheDocument()
  expect(screen.getByRole('main')).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(window.location.pathname).toBe('/tickets/2')
})
