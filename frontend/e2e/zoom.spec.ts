import type { Page } from '@playwright/test'
import { expect, test, unique } from './fixtures'

/** What reaches beyond the screen's right edge, unless it can be scrolled by itself. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const scrolls = (element: Element) =>
      element.closest('.visually-hidden, .skip-link, svg, [popover]:not(:popover-open)') !== null ||
      element.parentElement?.closest('.views, .filters, .figures-table, [tabindex="0"]') != null
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > width + 1)
      .filter((element) => !scrolls(element))
      .map((element) => `${element.localName}.${String(element.className)}`)
  })

const enlargements = {
  'a page zoomed to 200 %': { width: 720, height: 450, text: '100%' },
  'text alone set to 200 %': { width: 1280, height: 900, text: '200%' },
}

for (const [name, { width, height, text }] of Object.entries(enlargements))
  test(`nothing is cut off by ${name}`, async ({ page, api, expectedShifts }) => {
    // The text grows on a page that is there already.
    expectedShifts.push(/./)
    const ticket = await api.create({ title: unique('Zoomed') })
    await page.setViewportSize({ width, height })
    for (const [path, heading] of [
      ['/tickets', 'Tickets'],
      [`/tickets/${ticket.id}`, ticket.title],
      ['/new', 'New ticket'],
      ['/stats', 'Statistics'],
    ] as const) {
      await page.goto(path)
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), text)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      if (path === '/stats')
        await expect(page.getByRole('region', { name: 'Created, resolved and backlog' })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width)
      expect(await cutOff(page), path).toEqual([])
    }
  })
