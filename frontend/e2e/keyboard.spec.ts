import { expect, test, unique } from './fixtures'

test('tickets are selected, changed and put back by keyboard alone', async ({
  page,
  api,
  checkAccessibility,
}) => {
  const word = unique('keys').replace(' ', '')
  const made: number[] = []
  for (const name of ['first', 'second', 'third'])
    made.push((await api.create({ title: `${word} ${name}` })).id)
  const statuses = () => Promise.all(made.map(async (id) => (await api.get(id)).status))

  await page.goto(`/tickets?search=${word}&status=open`)
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(3)
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: `${word} third` })).toBeFocused()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const engine = page.getByRole('button', { name: /^Suggestions:/ })
  await engine.click()
  await page.keyboard.press('Escape')
  await expect(page.locator('#engine-details')).toBeHidden()
  await page.keyboard.press('j')
  await expect(page.getByRole('region', { name: 'Selected tickets' })).toContainText('2 selected')
  await checkAccessibility('a selection')

  await page.keyboard.press('s')
  await expect(page.getByRole('dialog', { name: 'Status of 2 tickets' })).toBeVisible()
  await checkAccessibility('the choice of a status')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('link', { name: `${word} first` })).toBeFocused()
  expect(await statuses()).toEqual(['open', 'resolved', 'resolved'])
  await checkAccessibility('what was changed')

  await page.keyboard.press('z')
  await expect(rows).toHaveCount(3)
  await expect(page.getByText('Undone: 2 tickets are as they were.').first()).toBeVisible()
  expect(await statuses()).toEqual(['open', 'open', 'open'])
})

test('the palette and the list of keys work by keyboard, and give the focus back', async ({
  page,
  api,
  checkAccessibility,
}) => {
  const ticket = await api.create({ title: unique('Palette') })
  await page.goto(`/tickets?search=${ticket.title}`)
  const link = page.getByRole('link', { name: ticket.title })
  await expect(link).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused()
  await checkAccessibility('the palette')
  await page.keyboard.type('set prio')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: `Priority of ticket ${ticket.id}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await checkAccessibility('the list of keys')
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: ticket.title })).toBeVisible()
})
