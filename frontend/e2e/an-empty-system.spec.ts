import type { Page } from '@playwright/test'
import { expect, tabTo, test, unique } from './fixtures'

// By its name the first file, as Playwright goes by the alphabet: the others fill the product that all share.

const load = (page: Page) => page.getByRole('button', { name: 'Look around with 200 demo tickets' }).click()
const note = (page: Page) => page.getByRole('button', { name: 'Demo tickets…', exact: true })
const rows = (page: Page) => page.getByRole('region', { name: 'Results' }).getByRole('listitem')

test('a demo is loaded and removed at a press, and real tickets stay', async ({
  page,
  context,
  api,
  checkAccessibility,
  checkEveryLook,
}) => {
  await page.goto('/tickets')
  await load(page)
  await expect(note(page)).toBeVisible()
  await checkAccessibility('a list with a demo')
  await tabTo(page, note(page))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Remove 200 demo tickets?' })
  await expect(dialog.getByRole('button', { name: 'Keep them' })).toBeFocused()
  await checkEveryLook('removing the demo', 'dialog[open]')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Welcome to Hushdesk' })).toBeVisible()

  await load(page)
  await expect(note(page)).toBeVisible()
  const real = await api.create({ title: unique('In earnest') })
  const other = await context.newPage()
  await other.goto('/tickets')
  await expect(other.getByRole('link', { name: real.title })).toBeVisible()
  await note(page).click()
  await dialog.getByRole('button', { name: 'Remove the demo tickets' }).click()
  for (const browser of [page, other]) {
    await expect(rows(browser)).toHaveCount(1)
    await expect(rows(browser)).toContainText(real.title)
    await expect(note(browser)).toBeHidden()
  }
  expect((await api.stats()).total_tickets).toBe(1)
})
