import type { Page } from '@playwright/test'
import { expect, newTicketForm, test, unique } from './fixtures'

/** WCAG 2.5.8; links within a sentence and what only a screen reader meets are no targets. */
const LEAST = 24

/** Controls on screen that are smaller than a finger can be expected to meet. */
const tooSmall = (page: Page) =>
  page.evaluate((least) => {
    const controls = 'a[href], button, select, summary, textarea, input, [role="option"]'
    /** What can be pressed is often larger than the control: its label, or what it draws over its card. */
    const sizeOf = (element: Element) => {
      const around = element.closest('label') ?? element
      const { width, height } = around.getBoundingClientRect()
      const drawn = getComputedStyle(element, '::after')
      const covers = drawn.position === 'absolute' && drawn.content !== 'none'
      return covers
        ? [Math.max(width, parseFloat(drawn.width)), Math.max(height, parseFloat(drawn.height))]
        : [width, height]
    }
    return [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((element) => element.checkVisibility({ opacityProperty: false, visibilityProperty: true }))
      .filter((element) => !element.closest('.visually-hidden, .skip-link, p, .comment__body, .cursor'))
      .filter((element) => sizeOf(element).some((size) => size < least - 0.5))
      .map(
        (element) => `${element.localName}.${element.className} ${sizeOf(element).map(Math.round).join('x')}`,
      )
  }, LEAST)

test('every target on a phone can be met by a finger', async ({ page, api, ollama }) => {
  test.slow()
  await ollama.set({ answer: { category: 'billing', priority: 'high' } })
  const ticket = await api.create({ title: unique('Finger') })
  await page.setViewportSize({ width: 390, height: 844 })
  const check = async (where: string) => expect(await tooSmall(page), where).toEqual([])

  await page.goto('/tickets')
  await expect(page.getByRole('link', { name: ticket.title })).toBeVisible()
  await check('the list')
  await page.getByRole('button', { name: 'Status', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: 'Closed' })).toBeVisible()
  await check('a menu')
  await page.goto(`/tickets/${ticket.id}`)
  await expect(page.getByRole('heading', { level: 1, name: ticket.title })).toBeVisible()
  await check('a ticket')
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.priority.selectOption('low')
  await form.description.fill('I was charged twice for one invoice')
  await expect(page.getByRole('button', { name: 'Use suggestion: High' })).toBeVisible()
  await check('a new ticket')
  await page.goto('/stats')
  await expect(page.getByRole('region', { name: 'Created, resolved and backlog' })).toBeVisible()
  await check('statistics')
  await page.goto('/import')
  await expect(page.getByRole('heading', { level: 1, name: 'Import tickets' })).toBeVisible()
  await check('the import')
})
