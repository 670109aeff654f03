import { fileURLToPath } from 'node:url'
import { newTicketForm, test, type Api, type FakeOllama } from '../e2e/fixtures'
import { expect, type Page } from '@playwright/test'

const FOLDER = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url))
const OPENED = 'Fibre box shows a red light, third day'

const devices = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
} as const
type Device = keyof typeof devices
type Scheme = 'light' | 'dark'

/** One picture: how to get there, and where it is worth seeing. */
type Picture = {
  name: string
  on: Device[]
  schemes?: Scheme[]
  open: (page: Page, found: Found) => Promise<void>
}
type Found = { opened: number }

const pictures: Picture[] = [
  {
    name: 'list',
    on: ['desktop', 'phone'],
    async open(page, { opened }) {
      const isPhone = (page.viewportSize()?.width ?? 0) < 1200
      await page.goto(isPhone ? '/tickets' : `/tickets/${opened}`)
      await expect(page.getByRole('link', { name: OPENED })).toBeAttached()
      if (!isPhone) await expect(page.getByRole('article', { name: 'Comment by Ada' })).toBeVisible()
    },
  },
  {
    name: 'new-ticket',
    on: ['desktop', 'phone'],
    async open(page) {
      await page.goto('/new')
      const form = newTicketForm(page)
      await form.title.fill('Charged twice for October')
      await form.description.fill(
        'My card statement shows the invoice of October twice, on the 3rd and on the 4th.\n\n' +
          'Could you refund one of them? The second payment put the account into overdraft.',
      )
      await expect(form.category).toHaveValue('billing')
      const similar = page.getByRole('complementary', { name: 'Similar tickets' })
      await expect(similar.getByRole('link').first()).toBeAttached()
    },
  },
  {
    name: 'statistics',
    on: ['desktop', 'phone'],
    async open(page) {
      await page.goto('/stats')
      await expect(page.getByRole('region', { name: 'Created, resolved and backlog' })).toBeVisible()
    },
  },
  {
    name: 'review',
    on: ['desktop'],
    async open(page) {
      await page.goto('/review')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    },
  },
  {
    name: 'selection',
    on: ['desktop'],
    schemes: ['light'],
    async open(page) {
      await page.goto('/tickets?status=open&priority=high,critical')
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
      for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key)
      await expect(page.getByText('3 selected')).toBeVisible()
    },
  },
  {
    name: 'palette',
    on: ['desktop'],
    schemes: ['dark'],
    async open(page) {
      await page.goto('/tickets')
      await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
      await page.keyboard.press('j')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused()
    },
  },
]

/** What the demo tickets lack: views, and a ticket on which people work. */
async function prepare(api: Api, ollama: FakeOllama): Promise<Found> {
  await ollama.set({
    answer: { category: 'billing', priority: 'high' },
    sure: { category: 0.97, priority: 0.4 },
  })
  await api.saveView('Urgent', 'status=open,in_progress&priority=high,critical')
  await api.saveView('Billing', 'category=billing&status=open')
  const [found] = await api.search(OPENED)
  if (!found) throw new Error(`The demo tickets have none named ${OPENED}.`)
  await api.patch(found.id, { status: 'in_progress' })
  await api.comment(
    found.id,
    'The line test shows no light at all. An engineer is there between 2 and 4 pm.',
    'Ada',
  )
  return { opened: found.id }
}

const isWanted = ({ on, schemes }: Picture, device: Device, scheme: Scheme) =>
  on.includes(device) && (schemes?.includes(scheme) ?? true)

test('the pictures of docs/screenshots', async ({ browser, api, ollama }) => {
  test.setTimeout(300_000)
  const found = await prepare(api, ollama)
  for (const device of Object.keys(devices) as Device[])
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ ...devices[device], colorScheme })
      for (const { name, open } of pictures.filter((picture) => isWanted(picture, device, colorScheme))) {
        const page = await context.newPage()
        await open(page, found)
        await expect(
          page.getByRole('button', { name: 'Suggestions: qwen3:4b on this server' }),
        ).toBeAttached()
        await page.evaluate(() => document.fonts.ready)
        await page.screenshot({ path: `${FOLDER}${name}-${device}-${colorScheme}.png`, caret: 'hide' })
        await page.close()
      }
      await context.close()
    }
})
