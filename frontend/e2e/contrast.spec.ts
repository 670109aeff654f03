import { expect, newTicketForm, test, unique } from './fixtures'

const modes = {
  'more contrast, light': { contrast: 'more', colorScheme: 'light' },
  'more contrast, dark': { contrast: 'more', colorScheme: 'dark' },
  'colours of the system': { forcedColors: 'active', colorScheme: 'dark' },
} as const

for (const [name, media] of Object.entries(modes))
  test(`every screen is accessible with ${name}`, async ({ page, api, ollama, checkAccessibility }) => {
    test.slow()
    await ollama.set({
      answer: { category: 'billing', priority: 'high' },
      sure: { category: 0.4, priority: 0.9 },
    })
    const ticket = await api.create({ title: unique('Contrast') })
    await page.emulateMedia(media)

    await page.goto(`/tickets?search=${ticket.title}`)
    await expect(page.getByRole('link', { name: ticket.title })).toBeVisible()
    await page.getByRole('button', { name: 'Priority', exact: true }).first().click()
    await page.getByRole('checkbox', { name: 'Critical' }).check()
    await expect(page.getByText('No ticket matches')).toBeVisible()
    await checkAccessibility('a filter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused()
    await checkAccessibility('the palette')

    await page.goto(`/tickets/${ticket.id}`)
    await expect(page.getByRole('heading', { level: 1, name: ticket.title })).toBeVisible()
    await checkAccessibility('a ticket')
    await page.goto('/new')
    const form = newTicketForm(page)
    await form.create.click()
    await form.description.fill('I was charged twice for one invoice')
    await expect(form.category.locator('option:checked')).toHaveText('Billing?')
    await checkAccessibility('a form with an error and suggestions')
    await page.goto('/stats')
    await expect(page.getByRole('region', { name: 'Created, resolved and backlog' })).toBeVisible()
    await checkAccessibility('statistics')
  })
