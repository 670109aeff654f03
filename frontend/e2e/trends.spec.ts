import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures'

test('statistics tell what was created and resolved, as a table and as a file', async ({
  page,
  api,
  checkAccessibility,
}) => {
  await api.create()
  const resolved = await api.create()
  await api.patch(resolved.id, { status: 'resolved' })
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  // Custom dates, so that there are two days to move between though every ticket is of today.
  await page.goto(`/stats?since=${yesterday}`)
  const card = page.getByRole('region', { name: 'Created, resolved and backlog' })
  await card.getByRole('button', { name: /^Table/ }).click()
  const today = card.getByRole('row').last()
  await expect(today).toHaveText(/^\d+ \w+[1-9]/)
  await checkAccessibility('charts as tables, for own dates')

  await page.getByText('7 days', { exact: true }).click()
  await expect(page).toHaveURL(/\/stats\?days=7$/)
  await expect(page.getByLabel('From')).toBeHidden()

  const saving = page.waitForEvent('download')
  await card.getByRole('button', { name: /^CSV/ }).click()
  const file = await saving
  expect(file.suggestedFilename()).toBe('hushdesk-created-resolved-backlog.csv')
  expect(await readFile(await file.path(), 'utf8')).toMatch(
    /^From,To,Created,Resolved,Reopened,Backlog at the end\r\n[-\d,\r\n]+$/,
  )
})

test('a time without tickets says so, and a single day is told without lines between days', async ({
  page,
  api,
  checkEveryLook,
}) => {
  const { id } = await api.create()
  await api.patch(id, { status: 'resolved' })
  const main = page.getByRole('main')
  const flow = page.getByRole('region', { name: 'Created, resolved and backlog' })
  const today = new Date().toISOString().slice(0, 10)

  await page.goto(`/stats?since=${today}&until=${today}`)
  await expect(flow.getByRole('table').getByRole('row')).toHaveCount(2)
  await expect(flow).toContainText(/Whole periodCreated [\d,]+Resolved [\d,]+Backlog [\d,]+/)
  await expect(main.getByRole('region', { name: 'Time to resolve' })).toContainText('Half within')
  await expect(flow.getByRole('slider')).toHaveCount(0)
  await checkEveryLook('the statistics of one day')

  const none = { low: 0, medium: 0, high: 0, critical: 0, billing: 0, technical: 0, account: 0, general: 0 }
  await page.route('**/api/tickets/stats/', (route) =>
    route.fulfill({
      json: {
        total_tickets: 0,
        open_tickets: 0,
        avg_tickets_per_day: 0,
        priority_breakdown: none,
        category_breakdown: none,
      },
    }),
  )
  await page.goto('/stats?since=2001-01-01&until=2001-01-31')
  await expect(main.getByText('No tickets in this period')).toBeVisible()
  await expect(main).not.toContainText(/NaN|Infinity|∞|undefined|null/)
  await checkEveryLook('statistics of nothing')
})
