import { expect, hearNoNews, place, test, unique } from './fixtures'

test('the list shows, filters and searches, and the address remembers it', async ({ page, api }) => {
  const word = unique('needle').replace(' ', '')
  const printer = await api.create({ title: `Printer ${word}`, category: 'technical', priority: 'critical' })
  const invoice = await api.create({ title: `Invoice 100% ${word}`, category: 'billing', priority: 'low' })
  await api.patch(invoice.id, { status: 'resolved' })

  await page.goto('/tickets')
  const rows = page.getByRole('main').getByRole('listitem')
  await page.getByRole('searchbox').fill(word.toUpperCase())
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('Invoice 100%')
  for (const words of ['Made by a test.', 'Billing', 'Low', 'Resolved', 'just now'])
    await expect(rows.first()).toContainText(words)

  await expect(rows.first().locator('mark')).toHaveText(word)
  await expect(page.getByRole('status').getByText('2 tickets')).toBeVisible()

  await page.getByRole('button', { name: 'Category' }).click()
  await page.getByRole('checkbox', { name: 'Technical' }).check()
  await page.getByRole('checkbox', { name: 'Account' }).check()
  await page.keyboard.press('Escape')
  const category = page.getByRole('button', { name: 'Category: Technical, Account', exact: true })
  await expect(category).toBeFocused()
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText(printer.title)
  await page.reload()
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('searchbox')).toHaveValue(word.toUpperCase())
  await expect(category).toBeVisible()

  await page.getByRole('link', { name: printer.title }).click()
  await expect(page.getByRole('heading', { level: 1, name: printer.title })).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await page.goBack()
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: 'Remove filter: Category' }).click()
  await expect(rows).toHaveCount(2)

  await page.getByRole('searchbox').fill(`${word} 100%`)
  await expect(rows).toHaveCount(1)
  await page.getByRole('searchbox').fill(`${word} 100%_`)
  await expect(page.getByText('No ticket matches')).toBeVisible()
  await page.getByRole('button', { name: 'Show all tickets' }).click()
  await expect(page).toHaveURL(/\/tickets$/)
  await expect(page.getByRole('searchbox')).toHaveValue('')
})

test('a view is saved, shared by its address, renamed and deleted', async ({
  page,
  context,
  checkEveryLook,
}) => {
  const name = unique('Urgent')
  const views = page.getByRole('navigation', { name: 'Views' })
  await page.goto('/tickets?status=open,in_progress&priority=critical&ordering=-priority')
  await page.getByRole('button', { name: 'Save view' }).click()
  await checkEveryLook('the form of a view', '.popover:popover-open')
  await page.getByLabel('Name of the view').fill(name)
  await page.keyboard.press('Enter')
  await expect(views.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
  await expect(views).toBeFocused()

  await views.getByRole('link', { name: 'All tickets' }).click()
  await expect(page).toHaveURL(/\/tickets$/)
  const other = await context.newPage()
  await other.goto('/tickets?ordering=-priority&priority=critical&status=in_progress,open')
  await expect(other.getByRole('link', { name })).toHaveAttribute('aria-current', 'page')
  await other.close()

  await views.getByRole('link', { name }).click()
  await page.getByRole('button', { name: `Change view: ${name}` }).click()
  await page.getByLabel('Name of the view').fill(`${name} indeed`)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: `Change view: ${name} indeed` }).click()
  await page.getByRole('button', { name: 'Delete view' }).click()
  await checkEveryLook('the question whether a view may go', '.popover:popover-open')
  await page.getByRole('button', { name: 'Delete it for everybody' }).click()
  await expect(views.getByRole('link', { name: `${name} indeed` })).toHaveCount(0)

  await place(page, 'Statistics').click()
  await expect(page).toHaveURL(/\/stats$/)
  await place(page, 'Tickets').click()
  await expect(page).toHaveURL(/\?status=open,in_progress&priority=critical&ordering=-priority$/)
})

test('more tickets come by scrolling, each of them once, and going back finds the place again', async ({
  page,
  api,
}) => {
  const word = unique('many').replace(' ', '')
  const numbers = Array.from({ length: 60 }, (_, index) => index)
  await Promise.all(numbers.map((number) => api.create({ title: `${word} no. ${number}` })))
  await page.goto(`/tickets?search=${word}`)
  const titles = page.getByRole('main').getByRole('heading', { level: 2 })
  await expect(titles).toHaveCount(25)
  await expect(async () => {
    await page.mouse.wheel(0, 3_000)
    await expect(titles).toHaveCount(60, { timeout: 300 })
  }).toPass()
  await expect(page.getByText('That is all.')).toBeVisible()
  expect(new Set(await titles.allTextContents()).size).toBe(60)

  await titles.nth(50).getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
  await page.goBack()
  await expect(titles.nth(50)).toBeInViewport()
})

test('on a wide screen a ticket opens beside the list, which stays where it is', async ({
  page,
  api,
  checkAccessibility,
}) => {
  const word = unique('beside').replace(' ', '')
  const numbers = Array.from({ length: 30 }, (_, index) => index)
  await Promise.all(numbers.map((number) => api.create({ title: `${word} no. ${number}` })))
  await page.setViewportSize({ width: 1440, height: 800 })
  await page.goto(`/tickets?search=${word}`)
  const links = page
    .getByRole('region', { name: 'Results' })
    .getByRole('heading', { level: 2 })
    .getByRole('link')
  const row = links.nth(20)
  await row.scrollIntoViewIfNeeded()
  const title = (await row.textContent()) ?? ''
  const top = async () => (await row.boundingBox())?.y ?? 0
  const before = await top()

  await row.click()
  const panel = page.getByRole('region', { name: 'Ticket', exact: true })
  await expect(panel.getByRole('heading', { level: 1, name: title })).toBeInViewport()
  await expect(panel).toBeFocused()
  expect(Math.abs((await top()) - before)).toBeLessThan(2)
  await expect(panel.getByText('21 of 30')).toBeVisible()
  await checkAccessibility('a ticket beside the list')

  await panel.getByRole('link', { name: 'Next' }).click()
  await expect(links.nth(21)).toHaveAttribute('aria-current', 'page')
  await page.reload()
  await expect(panel.getByText('22 of 30')).toBeVisible()
  await expect(links.nth(21)).toBeInViewport()
  await panel.focus()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(new RegExp(`/tickets\\?search=${word}$`))
  await expect(links.nth(21)).toBeFocused()
})

test('a link to a ticket far down the list shows its row as well', async ({ page, api }) => {
  const word = unique('far').replace(' ', '')
  const made = []
  for (let number = 0; number < 30; number += 1)
    made.push(await api.create({ title: `${word} no. ${number}` }))
  await page.setViewportSize({ width: 1440, height: 800 })
  await page.goto(`/tickets/${made[12]?.id}?search=${word}`)
  await expect(page.getByRole('link', { name: `${word} no. 12` })).toBeInViewport()
  await expect(page.getByText('18 of 30')).toBeInViewport()
})

test('a ticket walks through its statuses, and its timeline tells', async ({ page, api }) => {
  const ticket = await api.create({ description: 'First line.\n\nLast line.' })
  await page.goto(`/tickets/${ticket.id}`)
  await expect(page.getByText('Last line.')).toBeVisible()
  for (const step of ['Start work', 'Mark as resolved', 'Close ticket'])
    await page.getByRole('button', { name: step }).click()
  const history = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem')
  await expect(history.last()).toContainText('Status changed from Resolved to Closed')
  await expect(history).toHaveCount(4)

  await page.getByLabel('Status', { exact: true }).and(page.locator('select')).selectOption('open')
  await page.getByLabel('Category').selectOption('billing')
  await page.getByLabel('Priority').selectOption('high')
  await expect(history).toHaveCount(7)
  expect(await api.get(ticket.id)).toMatchObject({ status: 'open', category: 'billing', priority: 'high' })
})

test('a comment is added, outlives a reload half written, and is found', async ({
  page,
  api,
  checkAccessibility,
}) => {
  const ticket = await api.create()
  const word = unique('refund').replace(' ', '')
  await page.goto(`/tickets/${ticket.id}`)
  const comment = page.getByLabel('Add a comment')
  await comment.fill(`<b>See</b> https://example.org/${word}.`)
  await page.getByLabel('Your name').fill('Ada')
  await page.reload()
  await comment.press('Control+Enter')
  const added = page.getByRole('article', { name: 'Comment by Ada' })
  await expect(added).toContainText(`<b>See</b> https://example.org/${word}.`)
  await expect(added.getByRole('link')).toHaveAttribute('href', `https://example.org/${word}`)
  await expect(comment).toHaveValue('')
  await checkAccessibility('a ticket with a comment')

  await page.goto(`/tickets?search=${word}`)
  await expect(page.getByRole('link', { name: ticket.title })).toBeVisible()
})

test('a conflict is explained and loses nothing', async ({ page, api, expectedMessages }) => {
  expectedMessages.push(/status of 409/)
  await hearNoNews(page)
  const ticket = await api.create()
  await page.goto(`/tickets/${ticket.id}`)
  await expect(page.getByRole('button', { name: 'Start work' })).toBeVisible()
  await api.patch(ticket.id, { status: 'resolved' })
  await page.getByLabel('Priority').selectOption('critical')

  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Someone changed this ticket before you.')
  await expect(alert).toContainText('Status is now Resolved, no longer Open.')
  await expect(alert).toContainText('Your change, not saved yet: Priority: Critical')
  expect(await api.get(ticket.id)).toMatchObject({ status: 'resolved', priority: 'low' })

  await page.getByRole('button', { name: 'Apply my change' }).click()
  await expect(alert).toHaveCount(0)
  await expect(page.getByLabel('Priority')).toHaveValue('critical')
  await expect.poll(() => api.get(ticket.id)).toMatchObject({ status: 'resolved', priority: 'critical' })
})

test('a change that one leaves is given up', async ({ page, api, expectedMessages }) => {
  expectedMessages.push(/status of 409/)
  await hearNoNews(page)
  const ticket = await api.create()
  await page.goto(`/tickets/${ticket.id}`)
  await expect(page.getByRole('button', { name: 'Start work' })).toBeVisible()
  await api.patch(ticket.id, { category: 'account' })
  await page.getByLabel('Priority').selectOption('critical')
  await page.getByRole('button', { name: 'Leave it' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByLabel('Category')).toHaveValue('account')
  await expect(page.getByLabel('Priority')).toHaveValue('low')
})

test('an unknown ticket and an unknown page are told kindly', async ({ page, expectedMessages }) => {
  expectedMessages.push(/status of 404/)
  await page.goto('/tickets/999999999')
  await expect(page.getByRole('heading', { name: 'There is no such ticket' })).toBeVisible()
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
})
