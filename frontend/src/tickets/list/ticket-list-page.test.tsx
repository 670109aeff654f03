import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aPage, aTicket } from '../../test/factory'
import { openApp, pass, useTestTime } from '../../test/render'
import { givenTickets, recordCreates, server } from '../../test/server'

const search = () => screen.getByRole('searchbox', { name: 'Search' })
const status = () => screen.getByLabelText('Status')
const titles = () => screen.queryAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)

/** Going back is the browser's: it tells the page a moment later. */
const goBack = () =>
  act(async () => {
    const told = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
    history.back()
    await told
  })

it('shows each ticket with its labels and its time', async () => {
  givenTickets(() => [
    aTicket({
      category: 'account',
      priority: 'critical',
      status: 'in_progress',
      created_at: '2026-01-02T03:04:00Z',
    }),
  ])
  openApp('/tickets')
  const row = await screen.findByRole('listitem')
  expect(within(row).getByRole('link', { name: 'Charged twice' })).toHaveAttribute('href', '/tickets/7')
  for (const text of ['My card was charged twice for one invoice.', 'Account', 'Critical', 'In progress'])
    expect(within(row).getByText(text)).toBeInTheDocument()
  expect(row.querySelector('time')).toHaveAttribute('datetime', '2026-01-02T03:04:00Z')
})

it('shows a guess that nobody has confirmed as a question', async () => {
  const suggestion_unsure = { category: true, priority: true }
  givenTickets(() => [aTicket({ suggestion_unsure, category_set_by_person: false })])
  openApp('/tickets')
  const row = await screen.findByRole('listitem')
  expect(within(row).getByText('Billing')).toHaveTextContent('Billing?, unsure')
  expect(within(row).getByText('High')).toHaveTextContent(/^High$/)
})

it('reads its filters from the address', async () => {
  const asked = givenTickets(() => [])
  openApp('/tickets?status=resolved&category=billing&priority=low&search=card')
  await screen.findByText('No ticket matches')
  expect(asked).toEqual(['status=resolved&category=billing&priority=low&search=card'])
  expect(status()).toHaveValue('resolved')
  expect(screen.getByLabelText('Category')).toHaveValue('billing')
  expect(screen.getByLabelText('Priority')).toHaveValue('low')
  expect(search()).toHaveValue('card')
})

it('ignores values in the address that do not exist', async () => {
  const asked = givenTickets(() => [aTicket()])
  openApp('/tickets?status=lost&page=7')
  await screen.findByRole('link', { name: 'Charged twice' })
  expect(asked).toEqual([''])
})

it('writes its filters to the address, and follows it back', async () => {
  const asked = givenTickets(() => [aTicket()])
  const { user } = openApp('/tickets')
  await user.selectOptions(status(), 'closed')
  expect(window.location.search).toBe('?status=closed')
  await user.selectOptions(screen.getByLabelText('Priority'), 'high')
  expect(window.location.search).toBe('?status=closed&priority=high')
  await waitFor(() => expect(asked.at(-1)).toBe('status=closed&priority=high'))
  await goBack()
  expect(screen.getByLabelText('Priority')).toHaveValue('')
  expect(status()).toHaveValue('closed')
  await user.selectOptions(status(), '')
  expect(window.location.search).toBe('')
})

it('searches after a pause in typing, not per keystroke', async () => {
  useTestTime()
  const asked = givenTickets((query) => (query.get('search') ? [aTicket({ title: 'Found' })] : [aTicket()]))
  const { user } = openApp('/tickets')
  await screen.findByRole('link', { name: 'Charged twice' })
  await user.type(search(), 'invoice ')
  expect(window.location.search).toBe('')
  await pass(250)
  expect(window.location.search).toBe('?search=invoice')
  expect(search()).toHaveValue('invoice ')
  await screen.findByRole('link', { name: 'Found' })
  expect(asked).toEqual(['', 'search=invoice'])
})

it('keeps one step of history per search, however often it is refined', async () => {
  useTestTime()
  const { user } = openApp('/tickets')
  await user.type(search(), 'inv')
  await pass(250)
  await user.type(search(), 'oice')
  await pass(250)
  expect(window.location.search).toBe('?search=invoice')
  await goBack()
  expect(window.location.search).toBe('')
  expect(search()).toHaveValue('')
})

it('keeps a search that is being typed when a filter changes', async () => {
  useTestTime()
  const { user } = openApp('/tickets')
  await user.type(search(), 'invoice')
  await user.selectOptions(status(), 'open')
  await pass(250)
  expect(window.location.search).toBe('?status=open&search=invoice')
})

it('goes to the search with the slash key, unless one is writing', async () => {
  const { user } = openApp('/tickets')
  await user.keyboard('/')
  expect(search()).toHaveFocus()
  await user.keyboard('and/or')
  expect(search()).toHaveValue('and/or')
})

it('shows more on demand, from where the last page ended', async () => {
  const pages: Record<string, Response> = {
    '': HttpResponse.json(
      aPage([aTicket({ id: 3, title: 'Third' })], 'http://inner:8000/api/tickets/?cursor=abc'),
    ),
    abc: HttpResponse.json(aPage([aTicket({ id: 2, title: 'Second' })])),
  }
  server.use(
    http.get('*/api/tickets/', ({ request }) =>
      pages[new URL(request.url).searchParams.get('cursor') ?? '']?.clone(),
    ),
  )
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('button', { name: 'Show more' }))
  await screen.findByText('That is all.')
  expect(titles()).toEqual(['Third', 'Second'])
  expect(screen.getByText('2 tickets shown.')).toHaveAttribute('role', 'status')
})

it('invites to write the first ticket when there is none', async () => {
  openApp('/tickets')
  expect(await screen.findByText('No tickets yet')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Write the first ticket' })).toHaveAttribute('href', '/new')
})

it('offers to clear the filters when nothing matches', async () => {
  givenTickets((query) => (query.size > 0 ? [] : [aTicket()]))
  const { user } = openApp('/tickets?status=closed&search=x')
  await screen.findByText('No ticket matches')
  await user.click(screen.getByRole('button', { name: 'Show all tickets' }))
  expect(await screen.findByRole('link', { name: 'Charged twice' })).toBeInTheDocument()
  expect(window.location.search).toBe('')
  expect(search()).toHaveValue('')
  expect(screen.queryByRole('button', { name: 'Clear filters' })).not.toBeInTheDocument()
})

it('says what is wrong, and tries again when told to', async () => {
  let broken = true
  givenTickets(() =>
    broken ? HttpResponse.json({ search: ['Search for at most 10 words.'] }, { status: 400 }) : [aTicket()],
  )
  const { user } = openApp('/tickets?search=a')
  expect(await screen.findByRole('alert')).toHaveTextContent('Search for at most 10 words.')
  broken = false
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('link', { name: 'Charged twice' })).toBeInTheDocument()
})

it('shows tickets that came in meanwhile by itself', async () => {
  useTestTime()
  const tickets = [aTicket({ id: 1, title: 'First' })]
  givenTickets(() => tickets)
  openApp('/tickets')
  await screen.findByRole('link', { name: 'First' })
  tickets.unshift(aTicket({ id: 2, title: 'Second' }))
  await pass(10_000)
  await waitFor(() => expect(titles()).toEqual(['Second', 'First']))
})

it('leads back from a ticket to the list as it was filtered', async () => {
  givenTickets(() => [aTicket()])
  server.use(http.get('*/api/tickets/7/', () => HttpResponse.json(aTicket())))
  recordCreates()
  const { user } = openApp('/tickets?status=open')
  await user.click(await screen.findByRole('link', { name: 'Charged twice' }))
  await user.click(await screen.findByRole('link', { name: 'Back to the list' }))
  expect(window.location.search).toBe('?status=open')
})
