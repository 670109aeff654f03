import { expect, test, unique } from './fixtures'

test('a ticket is printed by itself, in full and without what is there to be pressed', async ({
  page,
  api,
  expectedShifts,
}) => {
  // A sheet is laid out otherwise than the screen.
  expectedShifts.push(/./)
  const ticket = await api.create({ title: unique('On paper') })
  await api.patch(ticket.id, { status: 'in_progress' })
  await api.comment(ticket.id, 'An engineer is there at two.', 'Ada')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`/tickets/${ticket.id}`)
  await expect(page.getByRole('link', { name: ticket.title })).toBeVisible()

  await page.emulateMedia({ media: 'print' })
  const sheet = page.getByRole('region', { name: 'Ticket', exact: true })
  for (const text of [ticket.title, ticket.description, 'An engineer is there at two.'])
    await expect(sheet.getByText(text)).toBeVisible()
  await expect(sheet.getByLabel('Status', { exact: true })).toBeVisible()
  for (const role of ['banner', 'button', 'link', 'textbox'] as const)
    await expect(page.getByRole(role)).toHaveCount(0)
  const { hidden, color } = await sheet.evaluate((element) => ({
    hidden: element.scrollHeight - element.clientHeight,
    color: getComputedStyle(element).color,
  }))
  expect(hidden).toBe(0)
  expect(color).toBe('rgb(23, 24, 29)')
})
