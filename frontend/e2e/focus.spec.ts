import type { Page } from '@playwright/test'
import { expect, place, tabTo, test, unique } from './fixtures'

/** Where the focus is, if a person can see it there: drawn on the element, inside it, or around its label. */
const seenFocus = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return 'nowhere'
    const name = `${focused.localName}.${focused.className}`
    // Whole regions get the focus so that reading goes on there; they are no controls.
    if (focused.getAttribute('tabindex') === '-1') return ''
    const draws = (element: Element, pseudo?: string) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, pseudo)
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    }
    const around = focused.closest('label')
    const isDrawn = draws(focused) || draws(focused, '::after') || (around !== null && draws(around))
    return isDrawn ? '' : name
  })

test('the focus is seen wherever the keyboard leads, and is never lost', async ({ page, api }) => {
  test.slow()
  const word = unique('walk').replace(' ', '')
  await api.create({ title: `${word} second` })
  const ticket = await api.create({ title: `${word} open` })

  async function press(key: string) {
    await page.keyboard.press(key)
    await expect.poll(() => seenFocus(page), `after ${key}`).toBe('')
  }

  await page.goto('/tickets')
  await expect(page.getByRole('link', { name: ticket.title })).toBeVisible()
  await press('/')
  await page.keyboard.type(word)
  await expect(page).toHaveURL(new RegExp(`search=${word}`))
  await tabTo(page, page.getByRole('button', { name: 'Status' }), press)
  await press('Enter')
  await press('ArrowDown')
  await press('ArrowUp')
  await press('Space')
  await expect(page).toHaveURL(/status=open/)
  await press('Escape')
  await press('j')
  await press('x')
  await press('p')
  await press('Escape')
  await press('x')
  await press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: ticket.title })).toBeVisible()

  await tabTo(page, page.getByRole('button', { name: 'Start work' }), press)
  await press('Enter')
  await expect(page.getByRole('button', { name: 'Mark as resolved' })).toBeFocused()
  await page.getByLabel('Add a comment').focus()
  await page.keyboard.type('By keys alone.')
  await press('Control+Enter')
  await expect(page.getByRole('article', { name: 'Comment by a person' })).toBeVisible()
  await expect.poll(() => seenFocus(page)).toBe('')

  await page.keyboard.press('Shift+Tab')
  await place(page, 'Statistics').focus()
  await press('Enter')
  await expect(page.getByRole('region', { name: 'Created, resolved and backlog' })).toBeVisible()
  await tabTo(page, page.getByRole('radio', { name: '30 days' }), press)
  await press('ArrowLeft')
  await expect(page).toHaveURL(/days=7/)
  for (let presses = 0; presses < 12; presses += 1) await press('Tab')
})
