import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PatchedTicketPatch } from '../api/schema'
import { aPage, aTicket } from '../test/factory'
import { openApp } from '../test/render'
import { server } from '../test/server'

/** Three tickets, and what was asked to be changed of each. */
function givenThreeTickets() {
  const tickets = [1, 2, 3].map((id) => aTicket({ id, title: `Number ${id}`, status: 'open' }))
  const changed: unknown[] = []
  server.use(
    http.get('*/api/tickets/', () => HttpResponse.json(aPage(tickets))),
    http.get('*/api/tickets/count/', () => HttpResponse.json({ count: 3, more: false })),
    http.get('*/api/tickets/views/', () => HttpResponse.json([])),
    http.get('*/api/tickets/:id/', ({ params }) => HttpResponse.json(tickets[Number(params['id']) - 1])),
    http.patch('*/api/tickets/:id/', async ({ params, request }) => {
      const { version, ...values } = (await request.json()) as PatchedTicketPatch
      changed.push([Number(params['id']), values])
      const ticket = tickets[Number(params['id']) - 1]
      return HttpResponse.json({ ...ticket, ...values, version: (version ?? 0) + 1 })
    }),
    http.post('*/api/tickets/bulk/', async ({ request }) => {
      changed.push(await request.json())
      return HttpResponse.json({ changed: 1, unchanged: 0, undo: null })
    }),
  )
  return changed
}

const onScreenOf = (width: 'wide' | 'narrow') =>
  vi.stubGlobal('matchMedia', () => ({
    matches: width === 'wide',
    addEventListener: () => {},
    removeEventListener: () => {},
  }))

const heading = (number: number) => screen.findByRole('heading', { level: 1, name: `Number ${number}` })
const panel = () => screen.getByRole('region', { name: 'Ticket' })
const link = (number: number) => screen.findByRole('link', { name: `Number ${number}` })

describe.each(['wide', 'narrow'] as const)('on a %s screen', (width) => {
  beforeEach(() => onScreenOf(width))

  it('an open ticket is changed by keys, and the focus stays', async () => {
    const changed = givenThreeTickets()
    const { user } = openApp('/tickets/2')
    const edit = await screen.findByRole('button', { name: 'Edit' })
    edit.focus()
    await user.keyboard('s')
    await screen.findByRole('dialog', { name: 'Status of ticket 2' })
    await user.keyboard('3')
    await user.keyboard('c')
    await screen.findByRole('dialog', { name: 'Category of ticket 2' })
    await user.keyboard('{Escape}')
    await user.keyboard('p')
    await screen.findByRole('dialog', { name: 'Priority of ticket 2' })
    await user.keyboard('1')
    expect(await screen.findByText('Priority is now Low.')).toHaveAttribute('role', 'status')
    expect(changed).toEqual([
      [2, { status: 'resolved' }],
      [2, { priority: 'low' }],
    ])
    expect(edit).toHaveFocus()
  })

  it('j and k lead to the next ticket and back, and stop at the ends', async () => {
    givenThreeTickets()
    const { user } = openApp('/tickets/2')
    await screen.findByText('2 of 3')
    await user.keyboard('j')
    await heading(3)
    await screen.findByText('3 of 3')
    await user.keyboard('j')
    await user.keyboard('k')
    await heading(2)
    await screen.findByText('2 of 3')
    await user.keyboard('k')
    await heading(1)
    expect(document.activeElement).toBe(width === 'wide' ? panel() : screen.getByRole('main'))
  })
})

describe('beside the list', () => {
  beforeEach(() => onScreenOf('wide'))

  it('keys mean the row that has the focus, else the open ticket', async () => {
    const changed = givenThreeTickets()
    const { user } = openApp('/tickets/2')
    await heading(2)
    ;(await link(1)).focus()
    await user.keyboard('j')
    expect(await link(2)).toHaveFocus()
    await user.keyboard('j')
    await user.keyboard('s')
    await screen.findByRole('dialog', { name: 'Status of ticket 3' })
    await user.keyboard('3')
    await waitFor(() => expect(changed).toEqual([{ ids: [3], changes: { status: 'resolved' } }]))
    panel().focus()
    await user.keyboard('x')
    expect(screen.getByRole('checkbox', { name: 'Select Number 2' })).toBeChecked()
    expect(panel()).toHaveFocus()
  })

  it('keys mean what is selected, unless the focus is in the ticket', async () => {
    givenThreeTickets()
    const { user } = openApp('/tickets/2')
    await heading(2)
    await user.click(await screen.findByRole('checkbox', { name: 'Select Number 1' }))
    ;(document.activeElement as HTMLElement).blur()
    await user.keyboard('s')
    await screen.findByRole('dialog', { name: 'Status of ticket 1' })
    await user.keyboard('{Escape}')
    panel().focus()
    await user.keyboard('s')
    await screen.findByRole('dialog', { name: 'Status of ticket 2' })
  })

  it('are in the palette, and in the list of keys', async () => {
    givenThreeTickets()
    const { user } = openApp('/tickets/2')
    await heading(2)
    await user.keyboard('{Control>}k{/Control}')
    const commands = await screen.findByRole('listbox')
    for (const name of ['Set the status of this ticket…', 'Edit title and description', 'Next ticket'])
      expect(within(commands).getByRole('option', { name: new RegExp(`^${name}`) })).toBeInTheDocument()
    await user.keyboard('{Escape}')
    await user.keyboard('?')
    expect(await screen.findByRole('heading', { name: 'An open ticket' })).toBeInTheDocument()
  })
})
