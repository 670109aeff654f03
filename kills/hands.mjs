// node hands.mjs BROWSER ADDRESS: does on the page for a new ticket what each line of its input says, as JSON, and
// answers each with a line: {"done": ...}, or {"failed": "why"}, as when the browser is killed meanwhile.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const { chromium } = createRequire(new URL('../frontend/package.json', import.meta.url))('@playwright/test')
const [browser, address] = process.argv.slice(2)
const FIELDS = ['title', 'description', 'category', 'priority']
const PATIENCE = 20_000

const field = (page, name) => page.locator('form').getByLabel(new RegExp(`^${name}`, 'i'))
let page

async function openPage() {
  if (page && !page.isClosed()) return page
  const connection = await chromium.connectOverCDP(browser, { timeout: PATIENCE })
  page = await connection.contexts()[0].newPage()
  page.setDefaultTimeout(PATIENCE)
  return page
}

const deeds = {
  /** What somebody finds in the form who opens the page. */
  async look(page) {
    await page.goto(`${address}/new`)
    const values = FIELDS.map(async (name) => [name, await field(page, name).inputValue()])
    return Object.fromEntries(await Promise.all(values))
  },

  async write(page, { title, description, category, priority }) {
    await field(page, 'title').fill(title)
    await field(page, 'description').fill(description)
    await field(page, 'category').selectOption(category)
    await field(page, 'priority').selectOption(priority)
  },

  /** As often as it takes; the number of the ticket. */
  async send(page) {
    const created = page.getByText(/^Ticket #\d+ created\.$/)
    const problem = page.getByText(/^The ticket (is not confirmed|was not created)\.$/)
    const press = () => page.getByRole('button', { name: 'Create ticket' }).click()
    await press()
    await created.or(problem).waitFor()
    while (await problem.isVisible()) {
      await page.waitForTimeout(200)
      await press()
      await created.or(problem).waitFor()
    }
    return Number((await created.textContent()).match(/\d+/)[0])
  },
}

for await (const line of createInterface({ input: process.stdin })) {
  const { deed, ...what } = JSON.parse(line)
  const answer = await openPage()
    .then((page) => deeds[deed](page, what))
    .then(
      (done) => ({ done: done ?? null }),
      (error) => ({ failed: String(error) }),
    )
  console.log(JSON.stringify(answer))
}
process.exit()
