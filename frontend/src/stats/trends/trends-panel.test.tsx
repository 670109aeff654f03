import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Trends } from '../../api/schema'
import { aSpan, noTimes, someStats, someTrends } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

beforeEach(() => server.use(http.get('*/api/tickets/stats/', () => HttpResponse.json(someStats()))))

/** Answers with these figures, and records the periods that were asked for. */
function givenTrends(values: Partial<Trends> = {}) {
  const asked: string[] = []
  server.use(
    http.get('*/api/tickets/trends/', ({ request }) => {
      asked.push(new URL(request.url).search)
      return HttpResponse.json(someTrends(values))
    }),
  )
  return asked
}

const card = (name: string) => screen.findByRole('region', { name })
const flow = () => card('Created, resolved and backlog')
const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map((cell) => cell.textContent))

it('has a table of the course for those who do not see the chart, from the first ticket on', async () => {
  openApp('/stats')
  expect(rowsOf(within(await flow()).getByRole('table'))).toEqual([
    ['Day', 'Created', 'Resolved', 'Reopened', 'Backlog at the end'],
    ['20 Nov', '6', '0', '0', '6'],
    ['21 Nov', '1', '4', '1', '4'],
    ['22 Nov', '0', '0', '0', '4'],
  ])
})

it('says whether the team keeps up', async () => {
  openApp('/stats')
  expect(await flow()).toHaveTextContent('The backlog grew by 4.')
})

it('tells the numbers of the day that one moves to', async () => {
  openApp('/stats')
  const card = await flow()
  expect(card).toHaveTextContent('Whole periodCreated 7Resolved 4Backlog 4')
  const days = within(card).getByRole('slider', { name: /day by day$/ })
  fireEvent.change(days, { target: { value: 1 } })
  expect(days).toHaveAttribute('aria-valuetext', '21 Nov: 1 created, 4 resolved, 4 in the backlog')
  expect(card).toHaveTextContent('21 NovCreated 1Resolved 4Backlog 4')
  fireEvent.blur(days)
  expect(card).toHaveTextContent('Whole period')
})

it('shows its table in place of the chart', async () => {
  const { user } = openApp('/stats')
  const card = within(await flow())
  await user.click(card.getByRole('button', { name: /^Table/ }))
  expect(card.getByRole('table')).toBeVisible()
  expect(card.queryByRole('slider')).not.toBeInTheDocument()
})

it('shows how long work takes, over all and by the day', async () => {
  openApp('/stats')
  const resolve = await card('Time to resolve')
  expect(resolve).toHaveTextContent('3 tickets were resolved for good.')
  expect(resolve).toHaveTextContent('Half within 12 h')
  expect(rowsOf(within(resolve).getByRole('table'))).toContainEqual(['21 Nov', '3', '12 h', '24 h'])
})

it('leads from the age of the backlog to those tickets', async () => {
  openApp('/stats')
  const age = within(await card('Age of the backlog'))
  expect(age.getByRole('link', { name: /^1 to 2 days\s*3\s*tickets/ })).toHaveAttribute(
    'href',
    '/tickets?status=open,in_progress&created_from=2026-11-20&created_to=2026-11-21',
  )
  expect(age.getByRole('link', { name: /^28 days or more/ })).toHaveAttribute(
    'href',
    '/tickets?status=open,in_progress&created_to=2026-10-25',
  )
})

it('leads from a category and a priority to those tickets', async () => {
  openApp('/stats')
  const labels = within(await card('Category by priority'))
  expect(labels.getByRole('link', { name: '3' })).toHaveAttribute(
    'href',
    '/tickets?category=technical&priority=high&created_from=2026-11-19&created_to=2026-11-22',
  )
})

it('hands out the figures as a file', async () => {
  const kept: Blob[] = []
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        kept.push(blob)
        return 'blob:it'
      },
      revokeObjectURL: () => {},
    }),
  )
  const { user } = openApp('/stats')
  await user.click(within(await flow()).getByRole('button', { name: /^CSV/ }))
  expect(await kept[0]!.text()).toBe(
    'From,To,Created,Resolved,Reopened,Backlog at the end\r\n' +
      '2026-11-20,2026-11-20,6,0,0,6\r\n' +
      '2026-11-21,2026-11-21,1,4,1,4\r\n' +
      '2026-11-22,2026-11-22,0,0,0,4\r\n',
  )
})

it('shows one day in numbers, without a picture of one bar', async () => {
  givenTrends({ over_time: [aSpan('2026-11-22', { created: 2, backlog: 2 })], time_to_resolve: noTimes })
  openApp('/stats')
  expect(await flow()).toHaveTextContent('Created 2')
  expect(await card('Time to resolve')).toHaveTextContent('No ticket was resolved in this period.')
  expect(within(await flow()).queryByRole('slider')).not.toBeInTheDocument()
})

it('says so when there is nothing to show', async () => {
  givenTrends({ over_time: [aSpan('2026-11-21'), aSpan('2026-11-22')] })
  openApp('/stats')
  expect(await screen.findByRole('heading', { name: 'No tickets in this period' })).toBeVisible()
})

it('takes own dates, once they make sense', async () => {
  const asked = givenTrends()
  const { user } = openApp('/stats?since=2026-03-01&until=2026-03-20')
  const from = await screen.findByLabelText('From')
  await flow()
  await user.clear(from)
  await user.type(from, '2026-03-21')
  expect(screen.getByText('The first day must not be after the last.')).toBeVisible()
  await user.clear(from)
  await user.type(from, '2026-03-10')
  await waitFor(() => expect(window.location.search).toBe('?since=2026-03-10&until=2026-03-20'))
  await waitFor(() =>
    expect(asked).toEqual(['?since=2026-03-01&until=2026-03-20', '?since=2026-03-10&until=2026-03-20']),
  )
})

it('begins own dates with the days that are shown', async () => {
  const { user } = openApp('/stats?days=7')
  await user.click(await screen.findByRole('radio', { name: 'Custom dates' }))
  expect(window.location.search).toMatch(/^\?since=\d{4}-\d\d-\d\d$/)
  expect(screen.getByLabelText('From')).toBeVisible()
})
