import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import type { Quality } from '../../api/schema'
import { aTicket, MODEL, outcomes, someQuality, someStats } from '../../test/factory'
import { openApp } from '../../test/render'
import { givenTickets, server } from '../../test/server'

beforeEach(() => server.use(http.get('*/api/tickets/stats/', () => HttpResponse.json(someStats()))))

/** Answers with what the test has put into the store, and records the periods that were asked for. */
function givenQuality(values: Partial<Quality> = {}) {
  const store = { quality: someQuality(values), asked: [] as (string | null)[] }
  server.use(
    http.get('*/api/triage/quality/', ({ request }) => {
      store.asked.push(new URL(request.url).searchParams.get('days'))
      return HttpResponse.json(store.quality)
    }),
  )
  return store
}

const card = (name: string) => screen.findByRole('region', { name })
const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent))

it('tells how often each label was kept', async () => {
  openApp('/stats')
  const category = await card('Category')
  expect(category).toHaveTextContent('89% kept as suggested')
  expect(category).toHaveTextContent('Kept25Changed3Not confirmed2')
  expect(await card('Priority')).toHaveTextContent('79% kept as suggested')
})

it('says "3 of 5" of so few that a percentage would claim too much', async () => {
  givenQuality({ category: { ...someQuality().category, ...outcomes(3, 2) } })
  openApp('/stats')
  expect(await card('Category')).toHaveTextContent('3 of 5 kept as suggested')
})

it('tells whether being unsure meant anything', async () => {
  openApp('/stats')
  expect(await card('Category')).toHaveTextContent('Changed when marked unsure: 2 of 3; otherwise: 4%.')
  expect(await card('Priority')).toHaveTextContent('No suggestion was marked unsure.')
})

it('shows which labels are corrected into which', async () => {
  openApp('/stats')
  const table = within(await card('Category')).getByRole('table', { name: /^What was suggested/ })
  expect(rowsOf(table)).toEqual([
    ['Suggested', 'Billing', 'Technical', 'Account', 'General'],
    ['Billing', '9', '0', '0', '0'],
    ['Technical', '0', '8', '3', '0'],
    ['Account', '0', '0', '5', '0'],
    ['General', '0', '0', '0', '3'],
  ])
})

it('shows the course of time to those who do not see the chart', async () => {
  openApp('/stats')
  const table = within(await card('Category')).getByRole('table', { name: /^Changed/ })
  expect(rowsOf(table)).toEqual([
    ['Week', 'Changed of those confirmed'],
    ['Week of 9 Nov', 'none confirmed'],
    ['Week of 16 Nov', '3 of 28'],
  ])
})

it('shows a single week in numbers, without a picture of one dot', async () => {
  const week = { start: '2026-11-16', category: outcomes(1, 1), priority: outcomes(1, 1) }
  givenQuality({ since: week.start, over_time: [week] })
  openApp('/stats')
  const category = await card('Category')
  expect(within(category).getByRole('table', { name: /^Changed/ })).toHaveTextContent('1 of 2')
  expect(within(category).queryByRole('slider')).not.toBeInTheDocument()
})

it('leaves out of the course what lies before the first suggestion, and a week that is only partly in the period', async () => {
  const nothing = { category: outcomes(0, 0), priority: outcomes(0, 0) }
  const busy = { category: outcomes(1, 1), priority: outcomes(1, 1) }
  givenQuality({
    since: '2026-10-29',
    over_time: [
      { start: '2026-10-26', ...busy },
      { start: '2026-11-02', ...nothing },
      { start: '2026-11-09', ...busy },
      { start: '2026-11-16', ...nothing },
    ],
  })
  openApp('/stats')
  const table = within(await card('Category')).getByRole('table', { name: /^Changed/ })
  expect(rowsOf(table).map(([when]) => when)).toEqual(['Week', 'Week of 9 Nov', 'Week of 16 Nov'])
})

it('compares the engines', async () => {
  openApp('/stats')
  const table = await screen.findByRole('table', { name: 'By engine' })
  expect(rowsOf(table).slice(1)).toEqual([
    [`${MODEL}Language model`, '26', '83%', '96%', '1.4 s', '3.2 s'],
    ['built-inBuilt-in classifier', '4', '2 of 4', '2 of 4', '4 ms', '–'],
  ])
})

it('keeps the period in the address', async () => {
  const store = givenQuality()
  const { user } = openApp('/stats?days=90')
  expect(await screen.findByRole('radio', { name: '90 days' })).toBeChecked()
  await card('Category')
  await user.click(screen.getByRole('radio', { name: '7 days' }))
  expect(window.location.search).toBe('?days=7')
  await waitFor(() => expect(store.asked).toEqual(['90', '7']))
  await user.click(screen.getByRole('radio', { name: '30 days' }))
  expect(window.location.search).toBe('')
})

it('takes a period that is not offered for the usual one', async () => {
  const store = givenQuality()
  openApp('/stats?days=12345')
  expect(await screen.findByRole('radio', { name: '30 days' })).toBeChecked()
  await waitFor(() => expect(store.asked).toEqual(['30']))
})

it('says so when no ticket came with a suggestion', async () => {
  givenQuality({ suggestions: 0, models: [] })
  openApp('/stats')
  expect(await screen.findByRole('heading', { name: 'No suggestions in this period' })).toBeVisible()
  expect(screen.queryByRole('region', { name: 'Category' })).not.toBeInTheDocument()
})

it('says so when nobody has confirmed anything, and still compares the times', async () => {
  const { category, priority } = someQuality()
  givenQuality({
    suggestions: 12,
    category: { ...category, ...outcomes(0, 0, 12) },
    priority: { ...priority, ...outcomes(0, 0, 12) },
  })
  openApp('/stats')
  expect(await screen.findByText(/12 tickets carry a suggestion/)).toBeVisible()
  expect(screen.getByRole('table', { name: 'By engine' })).toBeVisible()
})

it('fails apart from the other figures, and can be tried again', async () => {
  const failing = HttpResponse.json({ detail: 'It broke.', code: 'odd' }, { status: 400 })
  server.use(http.get('*/api/triage/quality/', () => failing, { once: true }))
  const { user } = openApp('/stats')
  expect(await screen.findByText('The figures on suggestions could not be loaded')).toBeVisible()
  expect(await screen.findByRole('region', { name: 'By category' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await card('Category')).toBeVisible()
})

it('follows a change of a ticket', async () => {
  const store = givenQuality()
  givenTickets(() => [aTicket()])
  server.use(
    http.get('*/api/tickets/7/', () => HttpResponse.json(aTicket())),
    http.patch('*/api/tickets/7/', () => HttpResponse.json(aTicket({ priority: 'low', version: 2 }))),
  )
  const { user } = openApp('/stats')
  await card('Category')
  await user.click(screen.getByRole('link', { name: 'Tickets' }))
  await user.click(await screen.findByRole('link', { name: 'Charged twice' }))
  await user.selectOptions(await screen.findByLabelText('Priority'), 'low')
  store.quality = someQuality({ category: { ...someQuality().category, ...outcomes(70, 30) } })
  await user.click(screen.getByRole('link', { name: 'Statistics' }))
  await waitFor(async () => expect(await card('Category')).toHaveTextContent('70% kept as suggested'))
})
