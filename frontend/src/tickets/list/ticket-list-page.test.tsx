import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { delay, http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aPage, aTicket } from '../../test/factory'
import { openApp, pass, useTestTime } from '../../test/render'
import { givenTickets, recordCreates, server } from '../../test/server'

const search = () => screen.getByRole('searchbox', { name: 'Search' })
const filter = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}`) })
const titles = () => screen.queryAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)

/** Opens a filter and ticks or unticks some of its values. */
async function choose(user: UserEvent, name: string, ...values: string[]) {
  await user.click(filter(name))
  for (const value of values) await user.click(screen.getByRole('checkbox', { name: value }))
  await user.click(filter(name))
}

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
  const address =
    'status=open,resolved&category=billing&priority=low&labels=unsure' +
    '&created_from=2026-11-01&created_to=2026-11-22&search=card&ordering=-priority'
  openApp(`/tickets?${address}`)
  await screen.findByText('No ticket matches')
  expect(asked.map(decodeURIComponent)).toEqual([address])
  for (const name of [
    'Status: Open, Resolved',
    'Category: Billing',
    'Priority: Low',
    'Labels: Unsure suggestions',
    'Created: 1 Nov 2026 to 22 Nov 2026',
  ])
    expect(screen.getByRole('button', { name })).toBeInTheDocument()
  expect(search()).toHaveValue('card')
  expect(screen.getByLabelText('Sort')).toHaveDisplayValue('Most urgent first')
})

it('ignores values in the address that do not exist', async () => {
  const asked = givenTickets(() => [aTicket()])
  openApp('/tickets?status=lost&labels=,&created_from=0002-01-01&created_to=soon&ordering=title&page=7')
  await screen.findByRole('link', { name: 'Charged twice' })
  expect(asked).toEqual([''])
})

it('writes its filters to the address, and follows it back', async () => {
  const asked = givenTickets(() => [aTicket()])
  const { user } = openApp('/tickets')
  await choose(user, 'Status', 'In progress', 'Open')
  expect(window.location.search).toBe('?status=open,in_progress')
  await choose(user, 'Priority', 'High')
  expect(window.location.search).toBe('?status=open,in_progress&priority=high')
  await waitFor(() =>
    expect(asked.map(decodeURIComponent).at(-1)).toBe('status=open,in_progress&priority=high'),
  )
  await goBack()
  expect(filter('Priority')).toHaveAccessibleName('Priority')
  expect(filter('Status')).toHaveAccessibleName('Status: Open, In progress')
  await choose(user, 'Status', 'Open', 'In progress')
  expect(window.location.search).toBe('')
})

it('removes one filter by its cross, and keeps the focus beside it', async () => {
  const { user } = openApp('/tickets?status=open&priority=high')
  await user.click(screen.getByRole('button', { name: 'Remove filter: Status' }))
  expect(window.location.search).toBe('?priority=high')
  expect(filter('Status')).toHaveFocus()
})

it('filters by when tickets were created', async () => {
  useTestTime().setSystemTime(new Date('2026-11-22T12:00:00Z'))
  const { user } = openApp('/tickets')
  await user.click(filter('Created'))
  await user.click(screen.getByRole('button', { name: 'Last 7 days' }))
  expect(window.location.search).toBe('?created_from=2026-11-16')
  expect(screen.getByLabelText('From')).toHaveValue('2026-11-16')
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-20' } })
  expect(window.location.search).toBe('?created_from=2026-11-16&created_to=2026-11-20')
  expect(filter('Created')).toHaveAccessibleName('Created: 16 Nov 2026 to 20 Nov 2026')
  await user.click(screen.getByRole('button', { name: 'Remove filter: Created' }))
  expect(window.location.search).toBe('')
  expect(screen.getByLabelText('To')).toHaveValue('')
})

it('waits for a year that is still being typed', () => {
  openApp('/tickets')
  fireEvent.click(filter('Created'))
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '0020-11-16' } })
  expect(window.location.search).toBe('')
  expect(screen.getByLabelText('From')).toHaveValue('0020-11-16')
})

it('sorts as the address says, and shows the time that it sorts by', async () => {
  const asked = givenTickets(() => [
    aTicket({ created_at: '2026-01-02T03:04:00Z', updated_at: '2026-01-05T03:04:00Z' }),
  ])
  const { user } = openApp('/tickets')
  const time = async () => (await screen.findByRole('listitem')).querySelector('time')
  expect(await time()).toHaveAttribute('datetime', '2026-01-02T03:04:00Z')
  await user.selectOptions(screen.getByLabelText('Sort'), 'Last changed first')
  expect(window.location.search).toBe('?ordering=-updated_at')
  await waitFor(() => expect(asked.at(-1)).toBe('ordering=-updated_at'))
  expect(await time()).toHaveAttribute('datetime', '2026-01-05T03:04:00Z')
  await user.selectOptions(screen.getByLabelText('Sort'), 'Newest first')
  expect(window.location.search).toBe('')
})

it('walks through the values of a filter with the arrow keys', async () => {
  const { user } = openApp('/tickets')
  await user.click(filter('Status'))
  await waitFor(() => expect(screen.getByRole('checkbox', { name: 'Open' })).toHaveFocus())
  await user.keyboard('{ArrowDown} ')
  expect(window.location.search).toBe('?status=in_progress')
  await user.keyboard('{ArrowUp}{ArrowUp}')
  expect(screen.getByRole('checkbox', { name: 'Closed' })).toHaveFocus()
})

it('marks the words searched for, wherever they are', async () => {
  const description = `${'Far down. '.repeat(30)}The INVOICE of <b>may</b> is wrong.`
  givenTickets(() => [aTicket({ title: 'An invoice', description })])
  openApp('/tickets?search=invoice%20<b>')
  const row = await screen.findByRole('listitem')
  const marks = within(row).getAllByRole('mark')
  expect(marks.map((mark) => mark.textContent)).toEqual(['invoice', 'INVOICE', '<b>'])
  expect(screen.getByRole('link', { name: 'An invoice' })).toBeInTheDocument()
})

it.each([
  ['a word that only a comment can have', 'printer refund', true],
  ['words of the title and the description', 'printer JAM', false],
])('tells of %s', async (_, search, isInComment) => {
  givenTickets(() => [aTicket({ title: 'Printer', description: 'Paper jam' })])
  openApp(`/tickets?search=${encodeURIComponent(search)}`)
  const row = within(await screen.findByRole('listitem'))
  expect(row.queryAllByText('in a comment')).toHaveLength(isInComment ? 1 : 0)
})

it('tells of no comment while what a search finds is still on its way', async () => {
  givenTickets(() => [aTicket({ title: 'Printer' })])
  const { user } = openApp('/tickets')
  await screen.findByRole('link', { name: 'Printer' })
  server.use(http.get('*/api/tickets/', () => delay('infinite')))
  await user.type(screen.getByRole('searchbox'), 'refund')
  await waitFor(() => expect(window.location.search).toBe('?search=refund'))
  expect(screen.queryByText('in a comment')).not.toBeInTheDocument()
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
  await choose(user, 'Status', 'Open')
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
  expect(await screen.findByText('1,000+ tickets')).toHaveTextContent('1,000+ tickets, 1 shown')
  await user.click(screen.getByRole('button', { name: 'Show more' }))
  await screen.findByText('That is all.')
  expect(titles()).toEqual(['Third', 'Second'])
  expect(screen.getByText('2 tickets')).toHaveAttribute('role', 'status')
})

it('says how far a search for two letters went, and goes on when told to', async () => {
  const pages: Record<string, Response> = {
    '': HttpResponse.json(aPage([], 'http://inner:8000/api/tickets/?cursor=abc', 5000)),
    abc: HttpResponse.json(aPage([aTicket({ title: 'Old' })], '?cursor=def', 5000)),
    def: HttpResponse.json(aPage([aTicket({ id: 7, title: 'Older' })])),
  }
  server.use(
    http.get('*/api/tickets/', ({ request }) =>
      pages[new URL(request.url).searchParams.get('cursor') ?? '']?.clone(),
    ),
  )
  const { user } = openApp('/tickets?search=zq')
  await screen.findByText('Words of one or two letters were looked for in 5,000 tickets so far.')
  expect(screen.getByText('No ticket matches')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Search further' }))
  await screen.findByText('Words of one or two letters were looked for in 10,000 tickets so far.')
  expect(titles()).toEqual(['Old'])
  await user.click(screen.getByRole('button', { name: 'Search further' }))
  await screen.findByText('That is all.')
  expect(titles()).toEqual(['Old', 'Older'])
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

it('leads back from a ticket to the list as it was filtered', async () => {
  givenTickets(() => [aTicket()])
  server.use(http.get('*/api/tickets/7/', () => HttpResponse.json(aTicket())))
  recordCreates()
  const { user } = openApp('/tickets?status=open')
  await user.click(await screen.findByRole('link', { name: 'Charged twice' }))
  await user.click(await screen.findByRole('link', { name: 'Back to the list' }))
  expect(window.location.search).toBe('?status=open')
})

it('exports what it shows, in its order', async () => {
  const { user } = openApp('/tickets?status=open,closed&search=a%26b&ordering=-priority&page=7')
  await user.click(await screen.findByRole('button', { name: 'Export and import' }))
  for (const [name, format] of Object.entries({ 'CSV for spreadsheets': 'csv', 'JSON for programs': 'json' }))
    expect(screen.getByRole('link', { name })).toHaveAttribute(
      'href',
      `/api/tickets/export/?format=${format}&status=open,closed&search=a%26b&ordering=-priority`,
    )
})
