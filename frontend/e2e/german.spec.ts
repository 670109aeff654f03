import { expect, test, unique } from './fixtures'

test('every screen speaks German, as the browser wishes, and turns to English without losing a word', async ({
  browser,
  api,
  checkAccessibility,
  page,
}) => {
  test.slow()
  const ticket = await api.create({ title: unique('Deutsch'), category: 'billing', priority: 'critical' })
  await api.patch(ticket.id, { status: 'in_progress' })

  await test.step('as the browser wishes', async () => {
    const context = await browser.newContext({ locale: 'de-DE' })
    const wished = await context.newPage()
    await wished.goto('/tickets')
    await expect(wished.getByRole('navigation', { name: 'Hauptnavigation' })).toBeVisible()
    await context.close()
  })

  await page.goto('/tickets')
  await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Deutsch' })
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('listitem').filter({ hasText: ticket.title })).toContainText('Kritisch')
  await checkAccessibility('the list in German')

  await page.goto(`/tickets/${ticket.id}`)
  await expect(page.getByText('Status geändert von Offen zu In Arbeit')).toBeVisible()
  await checkAccessibility('a ticket in German')

  await page.goto('/stats')
  await expect(page.getByRole('heading', { name: 'Zeit bis zur Lösung' })).toBeVisible()
  await checkAccessibility('the statistics in German')

  await page.goto('/new')
  await page.getByRole('textbox', { name: 'Titel' }).fill('Ein halber Satz')
  await checkAccessibility('a new ticket in German')
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption({ label: 'English' })
  await expect(page.getByRole('heading', { name: 'New ticket' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Ein halber Satz')
})
