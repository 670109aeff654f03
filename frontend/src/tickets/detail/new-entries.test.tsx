import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Comment, TicketHistoryEntry } from '../../api/schema'
import { installEventSource, removeEventSource, tellNews } from '../../test/events'
import { aPerson, aSession, MODEL } from '../../test/factory'
import { openApp, pass, useTestTime } from '../../test/render'
import { server } from '../../test/server'
import { givenTicket } from '../../test/ticket-store'

beforeEach(installEventSource)
afterEach(removeEventSource)

const aComment = (id: number): Comment => ({
  id,
  at: `2026-11-22T10:0${id}:00Z`,
  author: 'Ada',
  body: `Comment ${id}.`,
})
const closing: TicketHistoryEntry = {
  id: 1,
  at: '2026-11-22T10:05:00Z',
  field: 'status',
  old: 'open',
  new: 'closed',
  actor: 'person',
  actor_name: 'Ada',
}

const field = () => screen.findByLabelText('Add a comment')
const timeline = () => within(screen.getByRole('region', { name: 'Timeline' }))
const entries = () => timeline().getAllByRole('listitem')
const waiting = (name: string) => timeline().findByRole('button', { name })

it('lets what others add wait beside what is being written', async () => {
  const store = givenTicket()
  const { user } = openApp('/tickets/7')
  await user.type(await field(), 'Half a tho')
  const before = entries().length

  store.change({ comments: [aComment(1)] })
  await tellNews({ changed: [7] })
  expect(await waiting('1 new entry')).toBeInTheDocument()
  store.change({ status: 'closed', history: [closing] })
  await tellNews({ changed: [7] })
  await waiting('2 new entries')
  // What is known of the ticket is not held back, and moves nothing.
  expect(screen.getByLabelText('Status', { selector: 'select' })).toHaveValue('closed')
  expect(screen.getByRole('button', { name: 'Reopen ticket' })).toBeInTheDocument()
  expect(entries()).toHaveLength(before)
  expect(await field()).toHaveFocus()

  await user.tab({ shift: true })
  await user.keyboard('{Enter}')
  expect(entries()).toHaveLength(before + 2)
  expect(entries()[before]).toHaveFocus()
  expect(entries()[before]).toHaveTextContent('Comment 1.')
  expect(timeline().queryByRole('button', { name: /new entr/ })).not.toBeInTheDocument()
  expect(await field()).toHaveValue('Half a tho')
})

it('shows what waits by a key, except where the key is a letter', async () => {
  const store = givenTicket()
  const { user } = openApp('/tickets/7')
  await user.type(await field(), 'And')
  store.change({ comments: [aComment(1)] })
  await tellNews({ changed: [7] })
  await waiting('1 new entry')
  await user.keyboard('u')
  expect(await field()).toHaveValue('Andu')
  ;(await field()).blur()
  await user.keyboard('u')
  expect(screen.getByText('Comment 1.')).toBeInTheDocument()
})

it('shows at once what one does oneself, with all that waited', async () => {
  const store = givenTicket()
  const { user } = openApp('/tickets/7')
  await field()
  store.change({ comments: [aComment(1)] })
  await tellNews({ changed: [7] })
  await waiting('1 new entry')
  await user.selectOptions(screen.getByLabelText('Priority'), 'low')
  expect(await screen.findByText('Comment 1.')).toBeInTheDocument()
  expect(timeline().queryByRole('button', { name: /new entr/ })).not.toBeInTheDocument()
})

it('lets a suggestion that comes later wait as well', async () => {
  const store = givenTicket({ suggested_category: null, suggested_priority: null, suggestion_source: 'none' })
  openApp('/tickets/7')
  await field()
  store.change({ suggested_category: 'billing', suggested_priority: 'high', suggestion_source: 'llm' })
  store.change({ suggestion_model: MODEL })
  await tellNews({ changed: [7] })
  await waiting('1 new entry')
  expect(entries()).toHaveLength(1)
})

it('shows everything at once where nobody writes below', async () => {
  const store = givenTicket()
  server.use(
    http.get('*/api/session/', () =>
      HttpResponse.json(aSession({ access: 'login', person: aPerson({ role: 'requester' }) })),
    ),
  )
  useTestTime()
  openApp('/tickets/7')
  await screen.findByRole('region', { name: 'Timeline' })
  store.change({ comments: [aComment(1)] })
  // They are not told news, and look themselves.
  await pass(10_000)
  expect(await screen.findByText('Comment 1.')).toBeInTheDocument()
})
