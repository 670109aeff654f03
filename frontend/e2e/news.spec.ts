import { expect, layoutShift, test, unique, watchLayoutShifts } from './fixtures'

test('tickets of others wait above the list, which does not move', async ({
  page,
  context,
  api,
  checkAccessibility,
}) => {
  const word = unique('news').replace(' ', '')
  const first = await api.create({ title: `First ${word}` })
  const second = await api.create({ title: `Second ${word}` })
  await page.goto(`/tickets?search=${word}`)
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(2)
  const reading = page.getByRole('link', { name: first.title })
  await reading.focus()
  await watchLayoutShifts(page)
  const before = await reading.boundingBox()

  const other = await context.newPage()
  await other.goto('/new')
  await other.getByLabel('Title').fill(`Third ${word}`)
  await other.getByLabel('Description').fill('Written by somebody else.')
  await other.getByRole('button', { name: 'Create ticket' }).click()
  await expect(other.getByText(/Ticket #\d+ created./)).toBeVisible()

  const bar = page.getByRole('button', { name: '1 new ticket' })
  await expect(bar).toBeVisible()
  await api.patch(second.id, { status: 'resolved' })
  await expect(rows.first()).toContainText('Resolved')
  expect(await reading.boundingBox()).toEqual(before)
  await expect(reading).toBeFocused()
  expect(await layoutShift(page)).toBe(0)

  await checkAccessibility('the list with a new ticket')
  await page.keyboard.press('u')
  await expect(rows).toHaveCount(3)
  await expect(rows.first()).toContainText(`Third ${word}`)
  await expect(bar).toBeHidden()
})

test('an open ticket shows what others do, and leaves the comment that is being written', async ({
  page,
  api,
  request,
  checkAccessibility,
}) => {
  const ticket = await api.create()
  await page.goto(`/tickets/${ticket.id}`)
  const comment = page.getByLabel('Add a comment')
  await comment.fill('What I am about to')

  await request.post(`/api/tickets/${ticket.id}/comments/`, { data: { body: 'Somebody else was here.' } })
  await expect(page.getByText('Somebody else was here.')).toBeVisible()
  await api.patch(ticket.id, { priority: 'critical' })
  await expect(page.getByLabel('Priority')).toHaveValue('critical')
  await expect(comment).toBeFocused()
  await expect(comment).toHaveValue('What I am about to')
  await checkAccessibility('an open ticket after changes of others')
})
