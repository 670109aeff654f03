import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import type { BulkChange } from '../../../api/schema'
import { aTicket } from '../../../test/factory'
import { openApp } from '../../../test/render'
import { givenTickets, server } from '../../../test/server'

const UNDO = '7b0bd0b9-7f9d-4b0c-8a9d-2f8a3b8d9c11'
const link = (title: string) => screen.findByRole('link', { name: title })
const box = (title: string) => screen.getByRole('checkbox', { name: `Select ${title}` })
const bar = () => screen.queryByRole('region', { name: 'Selected tickets' })

let tickets = [aTicket()]
let asked: BulkChange[] = []

beforeEach(() => {
  tickets = ['First', 'Second', 'Third'].map((title, index) => aTicket({ id: index + 1, title }))
  asked = []
  givenTickets(() => tickets)
  server.use(
    http.get('*/api/tickets/views/', () => HttpResponse.json([])),
    http.get('*/api/tickets/count/', () => HttpResponse.json({ count: 312, more: false })),
    http.post('*/api/tickets/bulk/', async ({ request }) => {
      const body = (await request.json()) as BulkChange
      asked.push(body)
      return HttpResponse.json({ changed: body.ids?.length ?? 312, unchanged: 0, undo: UNDO })
    }),
    http.get('*/api/tickets/:id/', ({ params }) => HttpResponse.json(aTicket({ id: Number(params['id']) }))),
    http.post(`*/api/tickets/bulk/${UNDO}/undo/`, () => HttpResponse.json({ restored: 1, left: 1 })),
  )
})

it('walks through the list with j and k, and stays within it', async () => {
  const { user } = openApp('/tickets')
  ;(await link('First')).focus()
  await user.keyboard('jjj')
  expect(await link('Third')).toHaveFocus()
  await user.keyboard('k')
  expect(await link('Second')).toHaveFocus()
})

it('begins where it was when it comes back to the list', async () => {
  const { user } = openApp('/tickets')
  ;(await link('Second')).focus()
  screen.getByRole('main').focus()
  await user.keyboard('j')
  expect(await link('Second')).toHaveFocus()
})

it('changes the ticket that has the focus by two keys', async () => {
  const { user } = openApp('/tickets')
  ;(await link('First')).focus()
  await user.keyboard('js')
  const dialog = await screen.findByRole('dialog', { name: 'Status of ticket 2' })
  expect(within(dialog).getByRole('button', { pressed: true })).toHaveTextContent('Open')
  await user.keyboard('3')
  expect(await screen.findByText('Status of ticket 2 is now Resolved.', { selector: '[role=status]' }))
  expect(asked).toEqual([{ ids: [2], changes: { status: 'resolved' } }])
  expect(await link('Second')).toHaveFocus()
})

it('changes what is selected, once, and selects nothing after it', async () => {
  const { user } = openApp('/tickets')
  await user.click((await link('First')) && box('First'))
  await user.click(box('Third'))
  expect(within(bar()!).getByText('2 selected')).toBeInTheDocument()
  await user.click(within(bar()!).getByRole('button', { name: 'Priority' }))
  await user.click(await screen.findByRole('button', { name: 'Critical' }))
  await waitFor(() => expect(bar()).not.toBeInTheDocument())
  expect(asked).toEqual([{ ids: [1, 3], changes: { priority: 'critical' } }])
})

it('selects a range with Shift, and nothing with Escape', async () => {
  const { user } = openApp('/tickets')
  await user.click((await link('First')) && box('First'))
  await user.keyboard('{Shift>}')
  await user.click(box('Third'))
  await user.keyboard('{/Shift}')
  expect(box('Second')).toBeChecked()
  await user.keyboard('{Escape}')
  expect(bar()).not.toBeInTheDocument()
})

it('changes all that match, by the filters and not by what is loaded', async () => {
  const { user } = openApp('/tickets?status=open,in_progress&search=card')
  ;(await link('First')).focus()
  await user.keyboard('x')
  await user.click(await screen.findByRole('button', { name: 'Select all 312 that match' }))
  expect(within(bar()!).getByText('All 312 selected')).toBeInTheDocument()
  await user.keyboard('c')
  await screen.findByRole('dialog', { name: 'Category of all tickets that match' })
  await user.keyboard('1')
  await waitFor(() =>
    expect(asked).toEqual([
      { filters: { status: 'open,in_progress', search: 'card' }, changes: { category: 'billing' } },
    ]),
  )
})

it('forgets that all were selected when the filters change', async () => {
  const { user } = openApp('/tickets?status=open')
  await user.click((await link('First')) && box('First'))
  await user.click(await screen.findByRole('button', { name: /^Select all 312/ }))
  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  await waitFor(() => expect(screen.queryByText('All 312 selected')).not.toBeInTheDocument())
  expect(box('Second')).not.toBeChecked()
})

it('undoes by one key, and tells what could not be put back', async () => {
  const { user } = openApp('/tickets')
  ;(await link('First')).focus()
  await user.keyboard('s')
  await screen.findByRole('dialog')
  await user.keyboard('4')
  await screen.findByRole('button', { name: 'Undo' })
  await user.keyboard('z')
  const told = 'Undone: 1 ticket is as it was. 1 ticket was changed since and stays as it is.'
  expect(await screen.findByText(told, { selector: '[role=status]' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument()
})

it('says why nothing was changed, and keeps what is selected', async () => {
  const detail = 'There is no ticket with the number 1. Nothing was changed.'
  server.use(http.post('*/api/tickets/bulk/', () => HttpResponse.json({ ids: [detail] }, { status: 400 })))
  const { user } = openApp('/tickets')
  await user.click((await link('First')) && box('First'))
  await user.keyboard('s')
  await screen.findByRole('dialog')
  await user.keyboard('4')
  expect(await screen.findByRole('alert')).toHaveTextContent(detail)
  expect(box('First')).toBeChecked()
})

it('tells how each of two changes ends that are on their way at once', async () => {
  const answers: ((response: Response) => void)[] = []
  server.use(
    http.post('*/api/tickets/bulk/', () => new Promise<Response>((resolve) => answers.push(resolve))),
  )
  const { user } = openApp('/tickets')
  ;(await link('First')).focus()
  await user.keyboard('s')
  await screen.findByRole('dialog')
  await user.keyboard('4js')
  await screen.findByRole('dialog', { name: 'Status of ticket 2' })
  await user.keyboard('4')
  await waitFor(() => expect(answers).toHaveLength(2))
  answers[0]?.(HttpResponse.json({ detail: 'Disk full.' }, { status: 500 }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was changed. Disk full.')
  answers[1]?.(HttpResponse.json({ changed: 1, unchanged: 0, undo: UNDO }))
  await screen.findByText('Status of ticket 2 is now Closed.', { selector: '[role=status]' })
  expect(screen.getByRole('alert')).toHaveTextContent('Nothing was changed. Disk full.')
  await user.click(screen.getAllByRole('button', { name: 'Close this message' })[0]!)
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Undo' })).toBeInTheDocument()
})

it('does not say that nothing was changed when the answer got lost, and can undo later what it could not now', async () => {
  const { user } = openApp('/tickets')
  ;(await link('First')).focus()
  await user.keyboard('s')
  await screen.findByRole('dialog')
  await user.keyboard('4')
  await screen.findByRole('button', { name: 'Undo' })
  server.use(http.post(`*/api/tickets/bulk/${UNDO}/undo/`, () => HttpResponse.error(), { once: true }))
  await user.keyboard('z')
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The change is not confirmed. The server does not answer.',
  )
  await user.keyboard('z')
  expect(await screen.findByText(/^Undone: 1 ticket/, { selector: '[role=status]' })).toBeInTheDocument()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

it('gives the focus to the neighbour when a row goes', async () => {
  server.use(
    http.post('*/api/tickets/bulk/', () => {
      tickets = tickets.filter(({ id }) => id !== 2)
      return HttpResponse.json({ changed: 1, unchanged: 0, undo: UNDO })
    }),
  )
  const { user } = openApp('/tickets?status=open')
  ;(await link('First')).focus()
  await user.keyboard('js')
  await screen.findByRole('dialog')
  await user.keyboard('4')
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Second' })).not.toBeInTheDocument())
  expect(await link('Third')).toHaveFocus()
})
