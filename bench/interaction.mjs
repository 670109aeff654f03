// node interaction.mjs ADDRESS WORD ROWS ROUNDS SLOWDOWN PAUSE: prints as JSON how many milliseconds each thing that
// one does took each time, from the key or click to the frame that shows it, as the browser itself has it (Event
// Timing: in steps of 8, and 16 for what takes less). Done on a list of all tickets that have the word, with a pause
// of so many milliseconds after each.
import { expect, inBrowser } from './browser.mjs'

const [address, word, rows, rounds, slowdown, pause] = process.argv.slice(2)
const LEAST = 16

// Runs in the page before anything of its own.
function watchEvents() {
  window.longest = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
  }).observe({ type: 'event', durationThreshold: 16 })
}

/** Scrolls until all are there. */
async function showRows(page) {
  await page.goto(`${address}/tickets?search=${word}`)
  const headings = page.getByRole('main').getByRole('heading', { level: 2 })
  await headings.first().waitFor()
  while ((await headings.count()) < Number(rows)) {
    await page.mouse.move(300, 600)
    await page.mouse.wheel(0, 20_000)
    await page.waitForTimeout(100)
  }
  await page.mouse.wheel(0, -100_000)
}

// By what they are, not by their roles: for those Playwright looks at all rows, also at those that are not drawn yet.
const row = (page) => page.locator('[data-ticket] a')
const box = (page) => page.locator('[data-ticket] input').nth(3)
const category = (page) => page.getByRole('button', { name: 'Category', exact: true }).first()
const selection = (page) => page.getByText('1 selected')
const choice = (page) => page.getByRole('checkbox', { name: 'Billing' })
const search = (page) => page.getByRole('searchbox')
/** The newest is the first row. */
const ticket = (page, row) => page.getByRole('heading', { level: 1, name: `${word} ${Number(rows) - 1 - row}` })

/** What one does, and what it comes to. Each is followed by what takes it back, or leads on. */
const DEEDS = {
  'go to the next ticket': [(page) => page.keyboard.press('j'), (page) => expect(row(page).first()).toBeFocused()],
  'select it': [(page) => page.keyboard.press('x'), (page) => expect(selection(page)).toBeVisible()],
  'select nothing': [(page) => page.keyboard.press('Escape'), (page) => expect(selection(page)).toBeHidden()],
  'tick a box': [(page) => box(page).click(), (page) => expect(selection(page)).toBeVisible()],
  'untick it': [(page) => box(page).click(), (page) => expect(selection(page)).toBeHidden()],
  'open a filter': [(page) => category(page).click(), (page) => expect(choice(page)).toBeVisible()],
  'close it': [(page) => page.keyboard.press('Escape'), (page) => expect(choice(page)).toBeHidden()],
  'go to the search': [(page) => page.keyboard.press('/'), (page) => expect(search(page)).toBeFocused()],
  'type into it': [(page) => page.keyboard.press('a'), (page) => expect(search(page)).not.toHaveValue(word)],
  'take that back': [(page) => page.keyboard.press('Backspace'), (page) => expect(search(page)).toHaveValue(word)],
  'open a ticket': [(page) => row(page).nth(2).click(), (page) => expect(ticket(page, 2)).toBeVisible()],
  'go to the next one': [(page) => page.keyboard.press('j'), (page) => expect(ticket(page, 3)).toBeVisible()],
}

/** Until the browser has nothing to do and has said what it took. */
const settled = (page) => page.waitForTimeout(Number(pause))

async function timed(page, [act, shown]) {
  await page.evaluate(() => (window.longest = 0))
  await act(page)
  await settled(page)
  const longest = await page.evaluate(() => window.longest)
  // Only now, as looking for it costs the page time as well.
  await shown(page)
  return Math.max(longest, LEAST)
}

async function round(page) {
  await page.addInitScript(watchEvents)
  await showRows(page)
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.setCPUThrottlingRate', { rate: Number(slowdown) })
  await settled(page)
  const took = {}
  for (const [name, deed] of Object.entries(DEEDS)) took[name] = await timed(page, deed)
  return took
}

const seen = []
for (let number = 0; number < Number(rounds); number += 1) seen.push(await inBrowser(round))
console.log(JSON.stringify(seen))
