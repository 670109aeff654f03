import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type APIRequestContext, type Locator, type Page } from '@playwright/test'
import { watchLayoutShift } from './layout-shift'
import type { PatchedTicketPatch, Stats, Ticket, TicketCreate, TicketDetail } from '../src/api/schema'

/** The fake Ollama, told what to answer and asked what it saw. */
export class FakeOllama {
  private readonly request: APIRequestContext
  private readonly url = `${process.env['E2E_OLLAMA_URL']}/control`

  constructor(request: APIRequestContext) {
    this.request = request
  }

  async set(control: {
    delay?: number
    fault?: string
    answer?: { category: string; priority: string }
    /** With what probability it says each label; not told where it is empty. */
    sure?: { category?: number; priority?: number }
  }): Promise<void> {
    await this.request.post(this.url, { data: control })
  }

  async seen() {
    return (await (await this.request.get(this.url)).json()) as {
      started: number
      finished: number
      cancelled: number
    }
  }
}

/** The product's API, as another person at another desk would use it. */
export class Api {
  private readonly request: APIRequestContext

  constructor(request: APIRequestContext) {
    this.request = request
  }

  async create(
    values: { [Name in keyof TicketCreate]?: TicketCreate[Name] | undefined } = {},
  ): Promise<TicketDetail> {
    // With both labels given, the worker leaves the ticket alone; `undefined` leaves one out.
    const data = {
      title: unique('Ticket'),
      description: 'Made by a test.',
      category: 'general',
      priority: 'low',
    }
    return this.json(await this.request.post('/api/tickets/', { data: { ...data, ...values } }))
  }

  async patch(id: number, data: PatchedTicketPatch): Promise<TicketDetail> {
    return this.json(await this.request.patch(`/api/tickets/${id}/`, { data }))
  }

  async get(id: number): Promise<TicketDetail> {
    return this.json(await this.request.get(`/api/tickets/${id}/`))
  }

  async search(words: string): Promise<Ticket[]> {
    const found = await this.request.get('/api/tickets/', { params: { search: words } })
    return (await this.json<{ results: Ticket[] }>(found)).results
  }

  async comment(id: number, body: string, author: string): Promise<void> {
    await this.json(await this.request.post(`/api/tickets/${id}/comments/`, { data: { body, author } }))
  }

  async saveView(name: string, query: string): Promise<void> {
    await this.json(await this.request.post('/api/tickets/views/', { data: { name, query } }))
  }

  async stats(): Promise<Stats> {
    return this.json(await this.request.get('/api/tickets/stats/'))
  }

  private async json<T>(response: Awaited<ReturnType<APIRequestContext['get']>>): Promise<T> {
    expect(response.ok(), `${response.url()}: ${response.status()}`).toBe(true)
    return (await response.json()) as T
  }
}

/** How a screen may look, but for the light theme, which Chromium has when nothing is asked for. */
const otherLooks = {
  dark: { colorScheme: 'dark', contrast: null },
  'more contrast': { colorScheme: 'light', contrast: 'more' },
} as const

/** What others change is not told before one's own change of it arrives. To be called before the page is opened. */
export const hearNoNews = (page: Page) =>
  page.route('**/api/tickets/events/', (route) => route.fulfill({ status: 204 }))

type Fixtures = {
  ollama: FakeOllama
  api: Api
  /** Messages of the console that a test expects, such as that of a 409. */
  expectedMessages: RegExp[]
  /** Parts of the page that move in a test because of what arrives by itself, as the worker's labels. */
  expectedShifts: RegExp[]
  quiet: undefined
  steady: undefined
  /** Fails on any violation that axe finds on the screen as it is. */
  checkAccessibility: (where: string) => Promise<void>
  /** The same in every look, on one visit. `part`: the selector of what is open, where the rest is checked elsewhere. */
  checkEveryLook: (where: string, part?: string) => Promise<void>
}

export const test = base.extend<Fixtures>({
  ollama: async ({ request }, run) => {
    const ollama = new FakeOllama(request)
    await ollama.set({ delay: 0, fault: '', answer: { category: 'technical', priority: 'high' }, sure: {} })
    await run(ollama)
    await ollama.set({ delay: 0, fault: '', sure: {} })
  },

  api: async ({ request }, run) => run(new Api(request)),

  expectedMessages: async ({}, run) => run([]),

  expectedShifts: async ({}, run) => run([]),

  // In every test: nothing but our own origin, nothing against the Content-Security-Policy, a clean console.
  quiet: [
    async ({ page, baseURL, expectedMessages }, run) => {
      const problems: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(message.text())
      })
      page.on('pageerror', (error) => problems.push(error.message))
      page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url())
        if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin)
          problems.push(`A request to another origin: ${request.url()}`)
      })
      await run(undefined)
      expect(problems.filter((text) => !expectedMessages.some((known) => known.test(text)))).toEqual([])
    },
    { auto: true },
  ],

  // In every test: nothing moves by itself.
  steady: [
    async ({ page, expectedShifts }, run) => {
      const expectSteady = await watchLayoutShift(page)
      await run(undefined)
      expectSteady(expectedShifts)
    },
    { auto: true },
  ],

  checkAccessibility: async ({ page }, run) => {
    const axe = new AxeBuilder({ page }).withTags([...RULES])
    await run((where) => expectNoViolations(page, axe, where))
  },

  checkEveryLook: async ({ page }, run) => {
    await run(async (where, part = 'html') => {
      await expectNoViolations(page, new AxeBuilder({ page }).include(part).withTags([...RULES]), where)
      // Nothing but colours differs between looks.
      const contrast = new AxeBuilder({ page }).include(part).withRules(['color-contrast'])
      for (const [name, look] of Object.entries(otherLooks)) {
        await page.emulateMedia(look)
        await expectNoViolations(page, contrast, `${where}, ${name}`)
      }
      await page.emulateMedia({ colorScheme: null, contrast: null })
    })
  },
})

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] as const

/** So that no colour is still on its way to another, however slow the machine is. What goes on for ever stays. */
const finishAnimations = (page: Page) =>
  page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
  })

async function expectNoViolations(page: Page, axe: AxeBuilder, where: string) {
  await finishAnimations(page)
  const { violations } = await axe.analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  )
  expect(found, where).toEqual([])
}

export const unique = (words: string) => `${words} ${randomUUID().slice(0, 8)}`

/** Presses Tab until the element has focus, as a person without a mouse does. */
export async function tabTo(
  page: Page,
  element: Locator,
  press: (key: string) => Promise<void> = (key) => page.keyboard.press(key),
) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await element.evaluate((node) => node === document.activeElement)) return
    await press('Tab')
  }
  throw new Error(`Tab never reached ${String(element)}.`)
}

/** A link of the main navigation; a ticket's title may well contain the same words. */
export const place = (page: Page, name: 'Tickets' | 'New ticket' | 'Statistics' | 'People') =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })

/** The form of a new ticket, by the names that people see. */
export const newTicketForm = (page: Page) => ({
  title: page.getByLabel('Title'),
  description: page.getByLabel('Description'),
  category: page.getByLabel('Category'),
  priority: page.getByLabel('Priority'),
  create: page.getByRole('button', { name: 'Create ticket' }),
  thinking: page.getByRole('status').filter({ hasText: 'Thinking of a category and a priority.' }),
})

/** From now on, what moves on the screen is added up. */
export const watchLayoutShifts = (page: Page) =>
  page.evaluate(() => {
    const shifts = { sum: 0 }
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        shifts.sum += entry.value
    }).observe({ type: 'layout-shift' })
  })

/** The sum of what has moved, as a share of the screen: also what moved under the hands of who types. */
export const layoutShift = (page: Page) =>
  page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum)

export { expect }
