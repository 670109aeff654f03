import { expect, test, unique } from './fixtures'

test('a ticket is rewritten by keyboard, beside somebody who does the same, and nothing is lost', async ({
  page,
  api,
  checkAccessibility,
  expectedMessages,
  expectedShifts,
}) => {
  expectedShifts.push(/timeline/)
  expectedMessages.push(/409 \(Conflict\)/)
  const { id } = await api.create({ title: unique('Edited'), description: 'As it was.' })
  const title = page.getByRole('textbox', { name: 'Title' })
  const description = page.getByRole('textbox', { name: 'Description' })

  await page.goto(`/tickets/${id}`)
  await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible()
  await page.keyboard.press('e')
  await expect(title).toBeFocused()
  await title.fill('Mine')
  await page.keyboard.press('Tab')
  await page.keyboard.type(' And as it went on.')
  await page.reload()
  await expect(page.getByText('Your unsaved edit is back.')).toBeVisible()
  await expect(title).toHaveValue('Mine')
  await checkAccessibility('an edit that came back')

  await api.patch(id, { title: 'Theirs', status: 'resolved' })
  await description.press('Control+Enter')
  await expect(page.getByRole('region', { name: 'What somebody else wrote' })).toContainText('Theirs')
  await checkAccessibility('an edit that was refused')
  await description.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Mine' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit' })).toBeFocused()
  await expect(page.getByText('Title changed from Theirs to Mine')).toBeVisible()
  const saved = await api.get(id)
  expect(saved).toMatchObject({ title: 'Mine', status: 'resolved' })
  expect(saved.description).toMatch(/And as it went on\./)
})
