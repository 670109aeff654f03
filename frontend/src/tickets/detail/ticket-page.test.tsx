import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { describe, expect, it } from 'vitest'
import type { TicketDetail } from '../../api/schema'
import { MODEL } from '../../test/factory'
import { openApp, pass, useTestTime } from '../../test/render'
import { server } from '../../test/server'
import { givenTicket } from '../../test/ticket-store'

const status = () => screen.findByLabelText('Status', { selector: 'select' })
const category = () => screen.getByLabelText('Category')
const priority = () => screen.getByLabelText('Priority')

const timeline = async () =>
  within(await screen.findByRole('region', { name: 'Timeline' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent)

it('shows the whole ticket', async () => {
  givenTicket({ description: 'First line\n\n'.concat('word '.repeat(500)) })
  openApp('/tickets/7')
  expect(await screen.findByRole('heading', { level: 1, name: 'Charged twice' })).toBeInTheDocument()
  expect(screen.getByText(/^First line/)).toHaveTextContent(/(word ?){500}$/)
  expect(await status()).toHaveValue('open')
  expect(document.title).toBe('#7 Charged twice · Hushdesk')
})

it('tells what happened, in its order, and who did it', async () => {
  givenTicket({
    history: [
      {
        id: 3,
        at: '2026-11-22T10:02:00Z',
        field: 'description',
        old: 'a',
        new: 'b',
        actor: 'person',
        actor_name: '',
      },
      {
        id: 2,
        at: '2026-11-22T10:01:00Z',
        field: 'status',
        old: 'open',
        new: 'in_progress',
        actor: 'person',
        actor_name: '',
      },
      {
        id: 1,
        at: '2026-11-22T10:00:30Z',
        field: 'priority',
        old: 'medium',
        new: 'high',
        actor: 'llm',
        actor_name: MODEL,
      },
    ],
    comments: [{ id: 1, at: '2026-11-22T10:01:00.5Z', author: 'Ada', body: 'They wait.' }],
  })
  openApp('/tickets/7')
  expect(await timeline()).toEqual([
    expect.stringMatching(/^Ticket created/),
    expect.stringMatching(/^qwen3:4b suggested High, in place of Medium/),
    expect.stringMatching(/^Status changed from Open to In progressby a person/),
    expect.stringMatching(/^Ada.*They wait\.$/),
    expect.stringMatching(/^Description changedBefore and afterBeforea.*by a person/),
  ])
})

it('tells what was suggested while the ticket was written', async () => {
  givenTicket()
  openApp('/tickets/7')
  expect(await timeline()).toEqual([
    expect.stringMatching(/^Ticket created/),
    'qwen3:4b suggested Billing and High',
  ])
})

it('shows text as it was written, runs nothing of it, and links web addresses', async () => {
  const hostile = '<img src=x onerror=alert(1)>\n  [x](javascript:alert(1)) https://a.example/b.'
  givenTicket({
    description: hostile,
    comments: [{ id: 1, at: '2026-11-22T10:01:00Z', author: '<b>Ada</b>', body: hostile }],
  })
  openApp('/tickets/7')
  const links = await screen.findAllByRole('link', { name: 'https://a.example/b' })
  expect(links).toHaveLength(2)
  for (const link of links) {
    expect(link).toHaveAttribute('rel', 'noopener noreferrer')
    expect(link.parentElement?.textContent).toBe(hostile)
    expect(link.parentElement?.children).toHaveLength(1)
  }
  expect(screen.getByText('<b>Ada</b>')).toBeInTheDocument()
})

describe('where the labels came from', () => {
  it.each<[string, Partial<TicketDetail>, string]>([
    [
      'a person without a suggestion',
      { suggested_category: null, suggestion_source: 'none' },
      'Chosen by a person.',
    ],
    ['a person who agreed', {}, 'Suggested by qwen3:4b, and a person agreed.'],
    [
      'a person who did not',
      { suggested_category: 'general', suggestion_source: 'builtin' },
      'Chosen by a person, where the built-in classifier suggested General.',
    ],
    [
      'the model alone',
      { category_set_by_person: false, suggestion_confidence: { category: 0.9, priority: null } },
      'Chosen by qwen3:4b, likely right.',
    ],
    [
      'the model alone, which cannot tell how sure it is',
      { category_set_by_person: false },
      'Chosen by qwen3:4b.',
    ],
    [
      'the model alone, which is not sure',
      { category_set_by_person: false, suggestion_unsure: { category: true, priority: false } },
      'Confirm Billing Chosen by qwen3:4b, but it is unsure.',
    ],
    [
      'nobody yet',
      { category_set_by_person: false, suggested_category: null, suggestion_source: 'none' },
      'Not chosen yet: it will be in a moment.',
    ],
  ])('%s', async (_, values, words) => {
    givenTicket(values)
    openApp('/tickets/7')
    await status()
    expect(category()).toHaveAccessibleDescription(words)
  })
})

describe('a label that its engine is unsure of', () => {
  const guessed = {
    category_set_by_person: false,
    priority_set_by_person: false,
    suggestion_unsure: { category: true, priority: true },
  }

  it('is a question until a person chooses another', async () => {
    givenTicket(guessed)
    server.use(http.patch('*/api/tickets/7/', () => new Promise<Response>(() => {})))
    const { user } = openApp('/tickets/7')
    await status()
    expect(category()).toHaveDisplayValue('Billing?')
    expect(priority()).toHaveDisplayValue('High?')
    await user.selectOptions(category(), 'account')
    expect(category()).toHaveDisplayValue('Account')
    expect(priority()).toHaveDisplayValue('High?')
  })

  it('can be confirmed, and stays at hand', async () => {
    const store = givenTicket(guessed)
    const { user } = openApp('/tickets/7')
    await user.click(await screen.findByRole('button', { name: 'Confirm High' }))
    await waitFor(() => expect(store.patches).toEqual([{ priority: 'high', version: 1 }]))
    expect(priority()).toHaveDisplayValue('High')
    expect(priority()).toHaveFocus()
    expect(category()).toHaveDisplayValue('Billing?')
  })
})

it('walks through the statuses, one button at a time', async () => {
  const store = givenTicket()
  const { user } = openApp('/tickets/7')
  for (const step of ['Start work', 'Mark as resolved', 'Close ticket'])
    await user.click(await screen.findByRole('button', { name: step }))
  await waitFor(() => expect(store.ticket.status).toBe('closed'))
  expect(screen.queryByRole('button', { name: 'Close ticket' })).not.toBeInTheDocument()
})

it('changes status, category and priority to anything', async () => {
  const store = givenTicket({ status: 'closed' })
  const { user } = openApp('/tickets/7')
  await user.selectOptions(await status(), 'open')
  await user.selectOptions(category(), 'general')
  await user.selectOptions(priority(), 'low')
  await waitFor(() =>
    expect(store.ticket).toMatchObject({ status: 'open', category: 'general', priority: 'low' }),
  )
})

it('sends quick changes one after the other, each with the version that the last one led to', async () => {
  const store = givenTicket({ version: 4 })
  const { user } = openApp('/tickets/7')
  await status()
  store.hold()
  await user.selectOptions(await status(), 'resolved')
  await user.selectOptions(category(), 'general')
  expect(category()).toHaveValue('general')
  expect(store.patches).toHaveLength(1)
  store.release()
  await waitFor(() =>
    expect(store.patches).toEqual([
      { status: 'resolved', version: 4 },
      { category: 'general', version: 5 },
    ]),
  )
  expect(await status()).toHaveValue('resolved')
})

it('takes a double click for one step', async () => {
  const store = givenTicket()
  const { user } = openApp('/tickets/7')
  await user.dblClick(await screen.findByRole('button', { name: 'Start work' }))
  await waitFor(() => expect(screen.queryByText('Saving…')).not.toBeInTheDocument())
  expect(store.patches).toEqual([{ status: 'in_progress', version: 1 }])
})

it('knows the newest version also while the ticket is being read again', async () => {
  const store = givenTicket()
  const { user } = openApp('/tickets/7')
  await status()
  server.use(http.get('*/api/tickets/7/', () => new Promise<Response>(() => {})))
  await user.click(await screen.findByRole('button', { name: 'Start work' }))
  await waitFor(() => expect(store.ticket.version).toBe(2))
  await waitFor(() => expect(screen.queryByText('Saving…')).not.toBeInTheDocument())
  await user.click(screen.getByRole('button', { name: 'Mark as resolved' }))
  await waitFor(() => expect(store.patches.at(-1)).toEqual({ status: 'resolved', version: 2 }))
})

it('shows a change at once, before the server has answered', async () => {
  givenTicket()
  server.use(http.patch('*/api/tickets/7/', () => new Promise<Response>(() => {})))
  const { user } = openApp('/tickets/7')
  await user.click(await screen.findByRole('button', { name: 'Start work' }))
  expect(await screen.findByRole('button', { name: 'Mark as resolved' })).toBeInTheDocument()
  expect(screen.getByText('Saving…')).toHaveAttribute('role', 'status')
})

describe('a conflict', () => {
  async function collide() {
    const store = givenTicket()
    const { user } = openApp('/tickets/7')
    await status()
    store.change({ status: 'resolved', priority: 'low', description: 'Rewritten.' })
    await user.selectOptions(category(), 'account')
    const alert = await screen.findByRole('alert')
    return { store, user, alert }
  }

  it('is explained: what has changed meanwhile, and what was not saved', async () => {
    const { alert } = await collide()
    for (const sentence of [
      'Someone changed this ticket before you.',
      'Status is now Resolved, no longer Open.',
      'Priority is now Low, no longer High.',
      'The description was rewritten.',
      'Your change, not saved yet: Category: Account',
    ])
      expect(alert).toHaveTextContent(sentence)
    expect(await status()).toHaveValue('resolved')
    expect(category()).toHaveValue('billing')
  })

  it('loses nothing: the change can be applied again', async () => {
    const { store, user } = await collide()
    await user.click(screen.getByRole('button', { name: 'Apply my change' }))
    await waitFor(() => expect(store.ticket).toMatchObject({ category: 'account', status: 'resolved' }))
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
    expect(category()).toHaveValue('account')
  })

  it('can be left as it is', async () => {
    const { store, user } = await collide()
    await user.click(screen.getByRole('button', { name: 'Leave it' }))
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
    expect(category()).toHaveValue('billing')
    expect(store.patches).toHaveLength(1)
  })
})

it('keeps a change that could not be saved, to try again', async () => {
  const store = givenTicket()
  server.use(
    http.patch('*/api/tickets/7/', () => HttpResponse.json({ detail: 'Disk full.' }, { status: 500 }), {
      once: true,
    }),
  )
  const { user } = openApp('/tickets/7')
  await user.selectOptions(await status(), 'resolved')
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Your change was not saved.Disk full.Your change, not saved yet: Status: Resolved',
  )
  expect(await status()).toHaveValue('open')
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(store.ticket.status).toBe('resolved'))
})

it('shows by itself what a worker did meanwhile', async () => {
  useTestTime()
  const store = givenTicket({ category: 'general', category_set_by_person: false, suggested_category: null })
  openApp('/tickets/7')
  await status()
  store.change({ category: 'technical', suggested_category: 'technical' })
  await pass(10_000)
  await waitFor(() => expect(category()).toHaveValue('technical'))
})

it('does not ask again for a ticket that is not there', async () => {
  useTestTime()
  let asked = 0
  server.use(
    http.get('*/api/tickets/7/', () => {
      asked += 1
      return HttpResponse.json({ detail: 'Not found.' }, { status: 404 })
    }),
  )
  openApp('/tickets/7')
  await screen.findByRole('heading', { name: 'There is no such ticket' })
  await pass(9_000)
  expect(asked).toBe(1)
})

it('shows no more of a ticket that is removed while it is open', async () => {
  useTestTime()
  givenTicket({ description: 'A secret.' })
  openApp('/tickets/7')
  expect(await screen.findByText('A secret.')).toBeVisible()
  server.use(http.get('*/api/tickets/7/', () => HttpResponse.json({ detail: 'Gone.' }, { status: 404 })))
  await pass(10_000)
  expect(await screen.findByRole('heading', { name: 'There is no such ticket' })).toBeInTheDocument()
  expect(screen.queryByText('A secret.')).not.toBeInTheDocument()
})

it.each(['/tickets/7', '/tickets/no-number', '/tickets/0'])(
  'says that there is no such ticket: %s',
  async (path) => {
    server.use(
      http.get('*/api/tickets/7/', () => HttpResponse.json({ detail: 'Not found.' }, { status: 404 })),
    )
    openApp(path)
    expect(await screen.findByRole('heading', { name: 'There is no such ticket' })).toBeInTheDocument()
  },
)
