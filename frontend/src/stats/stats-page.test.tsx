import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { Stats } from '../api/schema'
import { someStats } from '../test/factory'
import { openApp, pass, useTestTime } from '../test/render'
import { server } from '../test/server'

function givenStats(values: Partial<Stats> = {}) {
  const store = { stats: someStats(values) }
  server.use(http.get('*/api/tickets/stats/', () => HttpResponse.json(store.stats)))
  return store
}

const bar = (name: RegExp) => screen.getByRole('link', { name })

it('shows the three figures', async () => {
  givenStats({ total_tickets: 1240, open_tickets: 310, avg_tickets_per_day: 8 })
  openApp('/stats')
  const figures = (await screen.findAllByRole('list'))[0]!
  expect(
    within(figures)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    expect.stringMatching(/^Tickets in total1,240/),
    expect.stringMatching(/^Open31025% of all/),
    expect.stringMatching(/^Average per day8\.0/),
  ])
})

it('shows both breakdowns in numbers, each leading to its tickets', async () => {
  givenStats()
  openApp('/stats')
  await screen.findByRole('region', { name: 'By priority' })
  expect(bar(/^Critical\s*11\s*tickets,\s*9%$/)).toHaveAttribute('href', '/tickets?priority=critical')
  expect(bar(/^Technical\s*55\s*tickets,\s*44%$/)).toHaveAttribute('href', '/tickets?category=technical')
  expect(screen.getByRole('region', { name: 'By category' })).toBeInTheDocument()
})

it('copes with an empty system', async () => {
  const none = { low: 0, medium: 0, high: 0, critical: 0 }
  givenStats({
    total_tickets: 0,
    open_tickets: 0,
    avg_tickets_per_day: 0,
    priority_breakdown: none,
    category_breakdown: { billing: 0, technical: 0, account: 0, general: 0 },
  })
  openApp('/stats')
  await screen.findByRole('region', { name: 'By priority' })
  expect(bar(/^Critical\s*0\s*tickets,$/)).toBeInTheDocument()
  expect(screen.getByText('0.0')).toBeInTheDocument()
})

it('keeps itself up to date', async () => {
  useTestTime()
  const store = givenStats()
  openApp('/stats')
  await screen.findByText('124')
  store.stats = someStats({ total_tickets: 125 })
  await pass(15_000)
  await waitFor(() => expect(screen.getByText('125')).toBeInTheDocument())
})
