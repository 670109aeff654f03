import { execFileSync } from 'node:child_process'
import { expect, test, unique } from './fixtures'
import type { Page, Route } from '@playwright/test'

/** Those of the backend's tests. */
const LIST = '../backend/config/tests/payloads.py'
const READ = `import json, runpy; print(json.dumps(runpy.run_path("${LIST}")["PAYLOADS"]))`
const read = JSON.parse(execFileSync('python3', ['-c', READ], { encoding: 'utf8' })) as string[]
// Half a character is refused by the API and by addresses.
const payloads = read.filter((payload) => !/\p{Surrogate}/u.test(payload))

/** What people have written, wherever the API tells it. */
const WRITTEN = new Set([
  'title',
  'description',
  'body',
  'author',
  'name',
  'old',
  'new',
  'actor_name',
  'requester',
  'username',
  'single_sign_on',
  'detail',
])
const SOME = 20

declare global {
  interface Window {
    hdpwned?: unknown
    violations: string[]
  }
}

/** The API's answers with payloads in place of all that people have written: others in each place, all in long texts. */
class Poisoned {
  private next = 0

  readonly answer = async (route: Route) => {
    const response = await route.fetch()
    const isJson = response.headers()['content-type']?.startsWith('application/json') ?? false
    if (isJson) await route.fulfill({ response, json: this.poison(await response.json()) })
    else await route.fulfill({ response })
  }

  poison(value: unknown, name = ''): unknown {
    if (typeof value === 'string') return WRITTEN.has(name) && value ? this.text(name) : value
    if (Array.isArray(value)) return value.map((each) => this.poison(each))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.poison(each, key)]))
  }

  private text(name: string) {
    if (name === 'description' || name === 'body') return payloads.join('\n')
    const from = this.next
    this.next = (this.next + SOME) % payloads.length
    return payloads.slice(from, from + SOME).join(' ')
  }
}

/** Collects whatever a payload could bring about. */
async function watch(page: Page, baseURL: string) {
  const happened: string[] = []
  page.on('dialog', (dialog) => {
    happened.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL) && !/^(data|blob):/.test(request.url()))
      happened.push(`a request: ${request.url()}`)
  })
  page.on('popup', (popup) => happened.push(`a window: ${popup.url()}`))
  await page.addInitScript(() => {
    globalThis.window.violations = []
    addEventListener('securitypolicyviolation', (event) =>
      globalThis.window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    )
  })
  return happened
}

/** Elements that Hushdesk never makes, and attributes that it never sets. */
const BORN =
  'iframe, object, embed, base, marquee, math, xmp, plaintext, xss, video, audio, template, body script, ' +
  '[onerror], [onload], [onfocus], [onmouseover], [ontoggle], [onanimationstart], [onpointerenter], [onbegin], ' +
  '[srcdoc], [formaction], [src*="elsewhere"], [href^="javascript" i], [href^="data:" i], [href^="vbscript" i]'

async function expectNothing(page: Page, happened: string[]) {
  const found = await page.evaluate((born) => {
    const elements = [...document.querySelectorAll(born)].map((element) => element.outerHTML.slice(0, 200))
    return { elements, violations: window.violations, ran: 'hdpwned' in window }
  }, BORN)
  expect({ ...found, happened }).toEqual({ elements: [], violations: [], ran: false, happened: [] })
}

test('what attackers write is only ever text, on every screen', async ({
  page,
  api,
  baseURL,
  expectedMessages,
}) => {
  test.slow()
  expect(payloads.length).toBeGreaterThan(200)
  expectedMessages.push(/status of 4\d\d/)
  const ticket = await api.create({ title: unique('Poisoned') })
  await api.patch(ticket.id, { title: unique('Poisoned again') })
  await api.comment(ticket.id, 'A note.', 'Somebody')
  const happened = await watch(page, baseURL ?? '')
  await page.route(/\/api\/(?!tickets\/(events|export))/, new Poisoned().answer)

  for (const path of ['/tickets', `/tickets/${ticket.id}`, '/stats', '/review', '/new']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await expectNothing(page, happened)
  }
  await page.goto('/tickets')
  await expect(page.getByRole('listitem').filter({ hasText: 'hdpwned' }).first()).toBeVisible()
  await page.goto(`/tickets/${ticket.id}`)
  await expect(page.getByText('window.hdpwned=1').first()).toBeVisible()
  await page.keyboard.press('e')
  await expectNothing(page, happened)
  for (const payload of payloads.filter((_, index) => index % 100 === 0)) {
    await page.goto(`/tickets?search=${encodeURIComponent(payload)}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNothing(page, happened)
  }
  // What the page still asks for is answered by the test, which must not be over before.
  await page.unrouteAll({ behavior: 'wait' })
})

test('what a file to import holds is only ever text', async ({ page, baseURL }) => {
  const happened = await watch(page, baseURL ?? '')
  await page.goto('/import')
  const row = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  const odd = payloads.filter((_, index) => index % SOME === 0)
  const lines = [
    row(['Title', 'Description', 'Priority', ...odd]),
    ...payloads.map((payload) => row([payload, payload, payload, ...odd])),
  ]
  const name = `${payloads[0]}.csv`
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) }
  await page.getByLabel('Drop a CSV file here').setInputFiles(file)
  await expect(page.getByText(/^Row 2, Priority: ".*hdpwned.*" is not one of/)).toBeVisible()
  await expectNothing(page, happened)
})

const PERSON = { id: 1, username: 'x', name: 'x', role: 'admin' }
const MEMBERS = [PERSON, { ...PERSON, id: 2 }].map((each) => ({ ...each, is_active: true, last_login: null }))
const INVITED = { id: 1, role: 'agent', name: 'x', created_at: '2026-01-01', expires_at: '2099-01-01' }

test('what people are called is only ever text, on their pages and where they log in', async ({
  page,
  baseURL,
  expectedMessages,
  expectedShifts,
}) => {
  expectedMessages.push(/status of 400/)
  // Names of many lines, which nobody may have, come after the rest of the page.
  expectedShifts.push(/own-account__part/)
  const poisoned = new Poisoned()
  const happened = await watch(page, baseURL ?? '')
  const tell = (path: string, answer: () => unknown) =>
    page.route(`**/api/${path}/`, (route) => route.fulfill({ json: poisoned.poison(answer()) }))
  let person: typeof PERSON | null = PERSON
  await tell('session', () => ({ access: 'login', person, needs_setup: false, single_sign_on: 'x' }))
  await tell('session/oidc', () => ({ is_connected: true, has_password: true }))
  await tell('people', () => MEMBERS)
  await tell('invitations', () => [INVITED])
  await tell('tokens', () => [{ ...INVITED, scope: 'read', last_used_at: null }])
  await tell('second-factor', () => ({ is_on: false, has_password: true }))

  await page.goto('/people')
  for (const button of await page.getByRole('button', { name: /^Change / }).all()) {
    await button.click()
    await expectNothing(page, happened)
    await page.keyboard.press('Escape')
  }
  await page.goto('/account')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectNothing(page, happened)

  person = null
  await page.goto('/tickets')
  await expect(page.getByRole('button', { name: /^Log in with ./ })).toBeVisible()
  const refusal = poisoned.poison({ detail: 'x', code: 'wrong_credentials' })
  await page.route('**/api/session/', (route) => route.fulfill({ status: 400, json: refusal }))
  await page.getByLabel('User name').fill('ann')
  await page.getByLabel('Password').fill('x')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).not.toBeEmpty()
  await expectNothing(page, happened)
})
