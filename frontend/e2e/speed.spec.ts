import type { Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'
import { countRenders, rendersSince } from './renders'

const ROWS = 200

async function showRows(page: Page, word: string) {
  await page.goto(`/tickets?search=${word}`)
  const rows = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(async () => {
    await page.mouse.wheel(0, 20_000)
    await expect(rows).toHaveCount(ROWS, { timeout: 500 })
  }).toPass()
  await page.mouse.wheel(0, -100_000)
}

/**
 * That it takes less than 100 ms is not for a machine to check that does other things as well. What makes it slow
 * is: a list of 200 rows has some 2,000 components, and only those that show something else may be rendered again.
 */
test(`on a list of ${ROWS} tickets, nothing that one does renders the whole list again`, async ({
  page,
  api,
}) => {
  test.slow()
  const word = unique('fast').replace(' ', '')
  for (let made = 0; made < ROWS; made += 20)
    await Promise.all(Array.from({ length: 20 }, () => api.create({ title: unique(word) })))
  // What comes by itself, every ten seconds and twenty, is not counted among what one does.
  await page.clock.install()
  await countRenders(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await showRows(page, word)

  const drawn: Record<string, number> = {}
  async function counted(name: string, act: () => Promise<unknown>) {
    await rendersSince(page)
    await act()
    drawn[name] = await rendersSince(page)
  }
  await counted('everything', () => showRows(page, word))
  await counted('the next ticket', () => page.keyboard.press('j'))
  await counted('select', () => page.keyboard.press('x'))
  await expect(page.getByText('1 selected')).toBeVisible()
  await counted('select nothing', () => page.keyboard.press('Escape'))
  await page.getByRole('button', { name: 'Category' }).focus()
  await counted('open a menu', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('checkbox', { name: 'Billing' })).toBeFocused()
  })
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await counted('type into the search', () => page.keyboard.press('a'))
  await page.keyboard.press('Backspace')
  await page.getByRole('link', { name: word }).first().focus()
  await counted('open a ticket', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: word })).toBeVisible()
  })
  const { everything, ...afterwards } = drawn
  expect(everything).toBeGreaterThan(10 * ROWS)
  expect(Object.entries(afterwards).filter(([, components]) => components > ROWS)).toEqual([])
})
