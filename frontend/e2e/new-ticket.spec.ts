import { expect, layoutShift, newTicketForm, place, test, unique, watchLayoutShifts } from './fixtures'

test('a ticket is labelled as it is written, and shows everywhere without a reload', async ({
  page,
  ollama,
  api,
}) => {
  await ollama.set({ answer: { category: 'billing', priority: 'high' } })
  const { total_tickets: before } = await api.stats()
  await page.goto('/stats')
  const total = page.getByRole('listitem').filter({ hasText: 'Tickets in total' })
  await expect(total).toContainText(before.toLocaleString('en-GB'))

  await place(page, 'New ticket').click()
  const form = newTicketForm(page)
  const title = unique('Charged twice')
  await form.title.fill(title)
  await form.description.pressSequentially('My card was charged twice for one invoice.')
  await expect(form.category).toHaveValue('billing')
  await expect(form.priority).toHaveValue('high')
  await expect(page.getByText(/Suggested by qwen3:.* on this server. Your text stays here./)).toBeVisible()

  await form.create.click()
  await expect(page.getByText(/Ticket #\d+ created./)).toBeVisible()
  await expect(form.title).toBeFocused()
  await expect(form.title).toHaveValue('')
  await expect(form.description).toHaveValue('')

  await place(page, 'Tickets').click()
  await expect(page.getByRole('listitem').first()).toContainText(title)
  await place(page, 'Statistics').click()
  await expect(total).toContainText((before + 1).toLocaleString('en-GB'))
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1)
})

test('what a person chose stays, and the suggestion is one click away, as is the way back', async ({
  page,
  ollama,
  api,
}) => {
  await ollama.set({ answer: { category: 'account', priority: 'critical' } })
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.title.fill(unique('Locked out'))
  await form.priority.selectOption('low')
  await form.description.fill('Nobody of us can sign in any more.')
  await expect(form.category).toHaveValue('account')
  await expect(form.priority).toHaveValue('low')
  await form.category.selectOption('technical')
  const offer = page.getByRole('button', { name: 'Use suggestion: Critical' })
  await offer.click()
  await expect(form.priority).toHaveValue('critical')
  await page.getByRole('button', { name: 'Undo: back to Low' }).click()
  await expect(form.priority).toHaveValue('low')
  await expect(offer).toBeFocused()
  await offer.click()
  await expect(form.priority).toHaveValue('critical')
  await form.create.click()

  await page.getByRole('link', { name: 'View it' }).click()
  await expect(page.getByText('Chosen by a person, where qwen3:4b suggested Account.')).toBeVisible()
  await expect(page.getByText('Suggested by qwen3:4b, and a person agreed.')).toBeVisible()
  const id = Number(new URL(page.url()).pathname.split('/').at(-1))
  expect(await api.get(id)).toMatchObject({
    category: 'technical',
    category_set_by_person: true,
    suggested_category: 'account',
    priority: 'critical',
    suggested_priority: 'critical',
    suggestion_source: 'llm',
  })
})

test('a suggestion that the model is unsure of is a question, until a person takes it', async ({
  page,
  ollama,
  api,
  checkAccessibility,
}) => {
  await ollama.set({
    answer: { category: 'billing', priority: 'medium' },
    sure: { category: 0.4, priority: 0.95 },
  })
  await page.goto('/new')
  const form = newTicketForm(page)
  const before = await form.category.boundingBox()
  await form.title.fill(unique('Charged twice'))
  await form.description.fill('My card was charged twice for one invoice.')
  await expect(form.category.locator('option:checked')).toHaveText('Billing?')
  await expect(form.category).toHaveAccessibleDescription('Suggested, unsure')
  await expect(form.priority.locator('option:checked')).toHaveText('Medium')
  await expect(form.priority).toHaveAccessibleDescription('Suggested, likely')
  await expect(
    page.getByRole('status').filter({ hasText: 'Suggested: Billing, Medium. Unsure of the category.' }),
  ).toBeAttached()
  expect(await form.category.boundingBox()).toEqual(before)
  await checkAccessibility('a suggestion that is unsure')

  await form.create.click()
  await page.getByRole('link', { name: 'View it' }).click()
  await expect(form.category.locator('option:checked')).toHaveText('Billing')
  const id = Number(new URL(page.url()).pathname.split('/').at(-1))
  const ticket = await api.get(id)
  expect(ticket.suggestion_unsure).toEqual({ category: true, priority: false })
  expect(ticket.suggestion_latency_ms).not.toBeNull()
})

test('a label that the worker is unsure of is a question in the list, until a person confirms it', async ({
  page,
  ollama,
  checkAccessibility,
}) => {
  await ollama.set({
    answer: { category: 'billing', priority: 'low' },
    sure: { category: 0.4, priority: 0.95 },
  })
  const title = unique('Fee')
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.title.fill(title)
  await form.description.fill('Two words')
  await form.create.click()
  await page.getByRole('link', { name: 'View it' }).click()
  await expect(form.category.locator('option:checked')).toHaveText('Billing?', { timeout: 30_000 })
  await checkAccessibility('a ticket with a label that is unsure')

  const row = page.getByRole('listitem').filter({ hasText: title })
  await place(page, 'Tickets').click()
  await expect(row).toContainText('Billing?, unsure')
  await checkAccessibility('a list with a label that is unsure')

  await row.getByRole('link', { name: title }).click()
  await page.getByRole('button', { name: 'Confirm Billing' }).click()
  await expect(form.category.locator('option:checked')).toHaveText('Billing')
  await expect(form.category).toBeFocused()
  await expect(page.getByText('Suggested by qwen3:4b, and a person agreed.')).toBeVisible()
  await place(page, 'Tickets').click()
  await expect(row).not.toContainText('unsure')
})

test('a late answer never replaces a newer one, and is cancelled at the model', async ({ page, ollama }) => {
  const { started, cancelled } = await ollama.seen()
  await ollama.set({ delay: 8, answer: { category: 'technical', priority: 'critical' } })
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.description.fill('The app crashes whenever I start it')
  await expect(form.thinking).toBeAttached()
  await expect.poll(async () => (await ollama.seen()).started).toBe(started + 1)

  await ollama.set({ delay: 0, answer: { category: 'billing', priority: 'low' } })
  await form.description.fill('The invoice of October has the wrong address')
  await expect(form.category).toHaveValue('billing')
  await expect.poll(async () => (await ollama.seen()).cancelled).toBe(cancelled + 1)
  await expect(form.category).toHaveValue('billing')
  await expect(form.priority).toHaveValue('low')
})

test('a ticket can be sent while the model thinks, and is labelled afterwards', async ({
  page,
  ollama,
  api,
}) => {
  const { started, cancelled } = await ollama.seen()
  await ollama.set({ delay: 8, answer: { category: 'account', priority: 'high' } })
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.title.fill(unique('In a hurry'))
  await form.description.fill('Please close the account of our former treasurer today')
  await expect(form.thinking).toBeAttached()
  await expect.poll(async () => (await ollama.seen()).started).toBe(started + 1)
  await form.create.click()
  await expect(page.getByText(/Ticket #\d+ created./)).toBeVisible()
  await expect(page.getByText('What you left open will be chosen for you in a moment.')).toBeVisible()
  await expect.poll(async () => (await ollama.seen()).cancelled).toBeGreaterThan(cancelled)

  await ollama.set({ delay: 0 })
  await page.getByRole('link', { name: 'View it' }).click()
  await expect(page.getByLabel('Category')).toHaveValue('account', { timeout: 30_000 })
  await expect(page.getByText(/^Chosen by qwen3:4b/).first()).toBeVisible()
  const id = Number(new URL(page.url()).pathname.split('/').at(-1))
  expect(await api.get(id)).toMatchObject({ category_set_by_person: false, suggestion_source: 'llm' })
})

for (const [fault, reason] of [
  ['500', 'because the language model reported an error'],
  ['503', 'because the language model is busy'],
  ['garbage', 'because the language model gave no usable answer'],
  ['truncated', 'because the language model was cut off'],
] as const)
  test(`the built-in classifier takes over and says why: ${fault}`, async ({ page, ollama }) => {
    await ollama.set({ fault })
    await page.goto('/new')
    const form = newTicketForm(page)
    await form.title.fill(unique('No model'))
    await form.description.fill('I was charged twice for one invoice, please refund one of the payments.')
    await expect(page.getByText(`built-in classifier, ${reason}`)).toBeVisible()
    await expect(page.getByText('Your text stays on this server.')).toBeVisible()
    await expect(form.category).not.toHaveValue('')
    await form.create.click()
    await expect(page.getByText(/Ticket #\d+ created./)).toBeVisible()
  })

test('a reload loses nothing of an unsent ticket', async ({ page }) => {
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.title.fill('Half written')
  await form.description.fill('Just two')
  await form.priority.selectOption('medium')
  await page.reload()
  await expect(form.title).toHaveValue('Half written')
  await expect(form.description).toHaveValue('Just two')
  await expect(form.priority).toHaveValue('medium')
})

test('a failed submit keeps every word and says what is wrong', async ({ page, expectedMessages }) => {
  expectedMessages.push(/ERR_FAILED/)
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.create.click()
  await expect(form.title).toBeFocused()
  await expect(form.title).toHaveAccessibleDescription(/Give the ticket a title./)

  await form.title.fill(unique('Cable cut'))
  await form.description.fill('Two words')
  await page.route('**/api/tickets/', (route) => route.abort())
  await form.create.click()
  await expect(page.getByRole('alert')).toContainText('The server does not answer. Your text is still here.')
  await expect(form.description).toHaveValue('Two words')

  await page.unroute('**/api/tickets/')
  await form.create.click()
  await expect(page.getByText(/Ticket #\d+ created./)).toBeVisible()
})

test('a ticket whose answer got lost is not created twice', async ({ page, request, expectedMessages }) => {
  expectedMessages.push(/ERR_FAILED/)
  const title = unique('Lost on the way')
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.title.fill(title)
  await form.description.fill('Two words')
  await page.route('**/api/tickets/', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await form.create.click()
  await expect(page.getByRole('alert')).toContainText('The server does not answer.')

  await page.unroute('**/api/tickets/')
  await form.create.click()
  await expect(page.getByText(/Ticket #\d+ created./)).toBeVisible()
  const found = await request.get('/api/tickets/', { params: { search: title } })
  expect(((await found.json()) as { results: unknown[] }).results).toHaveLength(1)
})

test('a double click on the button makes one ticket', async ({ page, api }) => {
  const title = unique('Twice')
  await page.goto('/new')
  const form = newTicketForm(page)
  await form.title.fill(title)
  await form.description.fill('Two words')
  await form.create.dblclick()
  await expect(page.getByText(/Ticket #\d+ created./)).toBeVisible()
  expect(await api.search(title)).toHaveLength(1)
})

test('similar tickets show beside the form, and nothing moves while one writes', async ({
  page,
  ollama,
  api,
  checkAccessibility,
}) => {
  const word = unique('kiln').replace(/\W/g, '')
  const known = await api.create({ title: `The ${word} went dark` })
  await ollama.set({ delay: 1, answer: { category: 'technical', priority: 'high' } })
  await page.goto('/new')
  const form = newTicketForm(page)
  await expect(page.getByRole('main').getByText('What you write stays on this server.')).toBeVisible()
  await watchLayoutShifts(page)
  await form.title.pressSequentially(`Our ${word} is off`)
  await form.description.pressSequentially('It went dark when we switched it on this morning.')
  await expect(form.thinking).toBeAttached()
  await expect(form.category).toHaveValue('technical')
  const similar = page.getByRole('complementary', { name: 'Similar tickets' })
  const link = similar.getByRole('link', { name: known.title })
  await expect(link).toContainText('Open')
  await ollama.set({ delay: 0, fault: '500' })
  await form.description.pressSequentially(' And then it burnt.')
  await expect(page.getByText('because the language model reported an error')).toBeVisible()
  expect(await layoutShift(page)).toBeLessThanOrEqual(0.02)
  await checkAccessibility('a new ticket with similar ones')

  const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()])
  await expect(opened.getByRole('heading', { name: known.title })).toBeVisible()
  await opened.close()
  await expect(form.title).toHaveValue(`Our ${word} is off`)
})

test('a draft outlives the tab, and can be let go', async ({ page, context }) => {
  await page.goto('/new')
  await newTicketForm(page).title.fill('Half written')
  await page.close()
  const next = await context.newPage()
  await next.goto('/new')
  const form = newTicketForm(next)
  await expect(form.title).toHaveValue('Half written')
  await next.getByRole('button', { name: 'Discard it' }).click()
  await expect(form.title).toBeFocused()
  await next.reload()
  await expect(form.title).toHaveValue('')
})
