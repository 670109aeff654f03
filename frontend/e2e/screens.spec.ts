import { expect, newTicketForm, place, tabTo, test, unique } from './fixtures'

const PHONE = { width: 390, height: 844 }
const LONG_WORD = 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft'

test('statistics lead to the tickets that they count', async ({ page, api }) => {
  await api.create({ category: 'billing', priority: 'critical' })
  const stats = await api.stats()
  await page.goto('/stats')
  const bar = page.getByRole('link', { name: /^Critical/ })
  await expect(bar).toContainText(String(stats.priority_breakdown.critical))
  await expect(page.getByRole('region', { name: 'By category' }).getByRole('link')).toHaveCount(4)
  await bar.click()
  await expect(page).toHaveURL(/\/tickets\?priority=critical$/)
  await expect(page.getByRole('button', { name: 'Priority: Critical' })).toBeVisible()
})

test('the header says which engine answers and where text goes', async ({ page, ollama, checkEveryLook }) => {
  await ollama.set({})
  await page.goto('/tickets')
  await page.getByRole('button', { name: 'Suggestions: qwen3:4b on this server' }).click()
  await expect(page.getByText('What you write stays on this server.')).toBeVisible()
  await checkEveryLook('the details of the engine', '#engine-details')
  await page.keyboard.press('Escape')
  await expect(page.getByText('What you write stays on this server.')).toBeHidden()
})

for (const width of [PHONE.width, 1160])
  test(`a list on its way keeps its shape, ${width} pixels wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 720 })
    await page.route(
      (url) => url.pathname === '/api/tickets/',
      () => {},
    )
    await page.goto('/tickets')
    await expect(page.getByText('Loading tickets…')).toBeAttached()
    const row = page.locator('.ticket-row').first()
    const misplaced = await row.evaluate((element) => {
      const around = element.getBoundingClientRect()
      const bones = [...element.querySelectorAll('.bone')].map((bone) => bone.getBoundingClientRect())
      const meet = (a: DOMRect, b: DOMRect) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
      return bones.filter(
        (bone) => bone.right > around.right || bones.some((other) => other !== bone && meet(bone, other)),
      ).length
    })
    expect(misplaced).toBe(0)
  })

for (const scheme of ['light', 'dark'] as const)
  test(`every screen is accessible, in the ${scheme} theme`, async ({
    page,
    api,
    ollama,
    checkAccessibility,
    expectedMessages,
  }) => {
    test.slow()
    expectedMessages.push(/status of 404/)
    await ollama.set({ answer: { category: 'billing', priority: 'high' } })
    const ticket = await api.create({ title: unique('Accessible') })
    await api.patch(ticket.id, { status: 'in_progress' })
    await page.emulateMedia({ colorScheme: scheme })

    await page.goto('/tickets')
    await expect(page.getByText(ticket.title)).toBeVisible()
    await page.getByRole('button', { name: /^Suggestions:/ }).click()
    await checkAccessibility('the list, with the details of the engine')
    await page.goto('/tickets?search=nothing-has-this-word')
    await expect(page.getByText('No ticket matches')).toBeVisible()
    await checkAccessibility('an empty list')
    await page.goto(`/tickets/${ticket.id}`)
    await expect(page.getByText('Status changed')).toBeVisible()
    await checkAccessibility('a ticket')
    await page.goto('/tickets/999999999')
    await expect(page.getByText('There is no such ticket')).toBeVisible()
    await checkAccessibility('a ticket that is not there')
    await page.goto('/stats')
    await expect(page.getByRole('region', { name: 'By category' })).toBeVisible()
    await checkAccessibility('statistics')

    await page.goto('/new')
    const form = newTicketForm(page)
    await form.create.click()
    await expect(form.title).toBeFocused()
    await checkAccessibility('a form with errors')
    await form.description.fill('I was charged twice')
    await form.priority.selectOption('low')
    await expect(page.getByRole('button', { name: 'Use suggestion: High' })).toBeVisible()
    await checkAccessibility('a form with suggestions')
  })

test('a page whose files do not come says so after a while', async ({ page, expectedMessages }) => {
  expectedMessages.push(/ERR_FAILED/)
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.goto('/tickets')
  const notLoaded = page.getByText('Hushdesk has not loaded.')
  await expect(notLoaded).toBeHidden()
  await notLoaded.evaluate((element) => element.getAnimations().forEach((animation) => animation.finish()))
  await expect(notLoaded).toBeVisible()
})

test('a chosen theme outlives a reload', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/tickets')
  const theme = page.getByRole('combobox', { name: 'Theme' })
  await theme.selectOption({ label: 'Dark theme' })
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(theme).toHaveValue('dark')
  expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark')
})

test('everything fits a phone', async ({ page, api, ollama }) => {
  await ollama.set({ answer: { category: 'technical', priority: 'critical' } })
  const ticket = await api.create({
    title: `${unique('Long')} ${LONG_WORD}`,
    description: LONG_WORD.repeat(20),
  })
  await api.patch(ticket.id, { status: 'in_progress' })
  await page.setViewportSize(PHONE)
  const fits = async (where: string) =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(
      PHONE.width,
    )

  await page.goto('/tickets?status=in_progress')
  await expect(page.getByText(ticket.title)).toBeVisible()
  await fits('the list')
  await page.getByRole('button', { name: /^Suggestions:/ }).click()
  await expect(page.getByText('What you write stays on this server.')).toBeInViewport({ ratio: 1 })
  await fits('the list, with the details of the engine')
  await page.goto(`/tickets/${ticket.id}`)
  await expect(page.getByText('Status changed')).toBeVisible()
  await fits('a ticket')
  await place(page, 'Statistics').click()
  await expect(page.getByRole('region', { name: 'By category' })).toBeVisible()
  await fits('statistics')
  await place(page, 'New ticket').click()
  const form = newTicketForm(page)
  await form.description.fill(`${LONG_WORD} ${LONG_WORD}`)
  await form.priority.selectOption('low')
  await expect(page.getByRole('button', { name: 'Use suggestion: Critical' })).toBeVisible()
  await form.create.click()
  await fits('a new ticket')
})

test('everything can be done with the keyboard alone', async ({ page, ollama, api }) => {
  await ollama.set({ answer: { category: 'account', priority: 'medium' } })
  await page.goto('/tickets')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()

  await page.goto('/tickets')
  await tabTo(page, place(page, 'New ticket'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  const form = newTicketForm(page)
  await tabTo(page, form.title)
  const title = unique('By keyboard')
  await page.keyboard.type(title)
  await page.keyboard.press('Tab')
  await page.keyboard.type('I cannot sign in since this morning')
  await expect(form.category).toHaveValue('account')
  await tabTo(page, form.priority)
  await page.keyboard.press('c')
  await expect(form.priority).toHaveValue('critical')
  await tabTo(page, page.getByRole('button', { name: 'Use suggestion: Medium' }))
  await page.keyboard.press('Enter')
  await expect(form.priority).toHaveValue('medium')
  await form.title.focus()
  await page.keyboard.press('Control+Enter')

  await expect(page.getByText(/Ticket #\d+ created./)).toBeVisible()
  await expect(form.title).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('link', { name: 'View it' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Start work' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Mark as resolved' })).toBeFocused()
  await tabTo(page, page.getByLabel('Category'))
  await page.keyboard.press('b')
  await expect(page.getByLabel('Category')).toHaveValue('billing')
  const id = Number(new URL(page.url()).pathname.split('/').at(-1))
  await expect.poll(() => api.get(id)).toMatchObject({ status: 'in_progress', category: 'billing' })
})
