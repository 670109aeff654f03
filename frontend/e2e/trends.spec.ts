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
  // Own dates, so that there are two days to move between though every ticket is of today.
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
