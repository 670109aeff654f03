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

for (const [where, viewport] of [
  ['beside the list', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
] as const)
  test(`nothing of an open ticket moves while others work on it: ${where}`, async ({
    page,
    api,
    request,
    checkAccessibility,
  }) => {
    const ticket = await api.create()
    await page.setViewportSize(viewport)
    await page.goto(`/tickets/${ticket.id}`)
    const comment = page.getByLabel('Add a comment')
    await comment.fill('What I am about to')
    const parts = [
      page.getByRole('heading', { name: ticket.title, level: 1 }),
      page.getByText('Ticket created'),
      page.getByLabel('Status').last(),
      page.getByLabel('Category'),
      page.getByLabel('Priority'),
      comment,
      page.getByRole('button', { name: 'Comment', exact: true }),
    ]
    const places = () => Promise.all(parts.map((part) => part.boundingBox()))
    const before = await places()
    await watchLayoutShifts(page)

    await request.post(`/api/tickets/${ticket.id}/comments/`, { data: { body: 'Somebody else was here.' } })
    await api.patch(ticket.id, { status: 'closed', category: 'billing' })
    await api.patch(ticket.id, { priority: 'critical' })
    await expect(page.getByLabel('Priority')).toHaveValue('critical')
    await expect(page.getByLabel('Status').last()).toHaveValue('closed')
    const waiting = page.getByRole('button', { name: '4 new entries' })
    await expect(waiting).toBeVisible()
    expect(await places()).toEqual(before)
    // In a row of the list, a shorter word moves the one beside it.
    expect(await layoutShift(page)).toBeLessThan(0.001)
    await expect(comment).toBeFocused()
    await expect(comment).toHaveValue('What I am about to')
    await checkAccessibility('an open ticket after changes of others')

    await page.keyboard.press('Shift+Tab')
    await expect(waiting).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText('Somebody else was here.')).toBeVisible()
    await expect(page.getByRole('listitem').filter({ hasText: 'Somebody else was here.' })).toBeFocused()
    await expect(comment).toHaveValue('What I am about to')
  })
