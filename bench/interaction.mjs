// node interaction.mjs ADDRESS WORD ROWS ROUNDS SLOWDOWN PAUSE: prints as JSON how many milliseconds each thing that
// one does took each time, from the key or click to the frame that shows it, as the browser itself has it (Event
// Timing, whose interactions alone count: in steps of 8, and 16 for what takes less). Done on a list of all tickets
// that have the word, with a pause of so many milliseconds before and after each.
import { expect, inBrowser } from './browser.mjs'

const [address, word, rows, rounds, slowdown, pause] = process.argv.slice(2)
const LEAST = 16

// Runs in the page before anything of its own.
function watchEvents() {
  window.longest = 0
  new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries())
      if (interactionId) window.longest = Math.max(window.longest, duration)
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
const third = (page) => row(page).nth(2)
const box = (page) => page.locator('[data-ticket] input').nth(3)
const category = (page) => page.getByRole('button', { name: 'Category', exact: true }).first()
const selection = (page) => page.getByText('1 selected')
const choice = (page) => page.getByRole('checkbox', { name: 'Billing' })
const search = (page) => page.getByRole('searchbox')
/** The newest is the first row. */
const ticket = (page, row) => page.getByRole('heading', { level: 1, name: `${word} ${Number(rows) - 1 - row}` })

const press = (key) => ({ act: (page) => page.keyboard.press(key) })
// The pointer rests where it presses, as people's do. `Locator.click` would have the page check what it hits.
const click = (target) => ({
  prepare: (page) => target(page).hover(),
  act: (page) => page.mouse.down().then(() => page.mouse.up()),
})

/** What one does, and what it comes to. Each is followed by what takes it back, or leads on. */
const DEEDS = {
  'go to the next ticket': [press('j'), (page) => expect(row(page).first()).toBeFocused()],
  'select it': [press('x'), (page) => expect(selection(page)).toBeVisible()],
  'select nothing': [press('Escape'), (page) => expect(selection(page)).toBeHidden()],
  'tick a box': [click(box), (page) => expect(selection(page)).toBeVisible()],
  'untick it': [click(box), (page) => expect(selection(page)).toBeHidden()],
  'open a filter': [click(category), (page) => expect(choice(page)).toBeVisible()],
  'close it': [press('Escape'), (page) => expect(choice(page)).toBeHidden()],
  'go to the search': [press('/'), (page) => expect(search(page)).toBeFocused()],
  'type into it': [press('a'), (page) => expect(search(page)).not.toHaveValue(word)],
  'take that back': [press('Backspace'), (page) => expect(search(page)).toHaveValue(word)],
  'open a ticket': [click(third), (page) => expect(ticket(page, 2)).toBeVisible()],
  'go to the next one': [press('j'), (page) => expect(ticket(page, 3)).toBeVisible()],
}

/** Until the browser has nothing to do and has said what it took. */
const settled = (page) => page.waitForTimeout(Number(pause))

async function timed(page, [{ prepare, act }, shown]) {
  await prepare?.(page)
  await settled(page)
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
  const took = {}
  for (const [name, deed] of Object.entries(DEEDS)) took[name] = await timed(page, deed)
  return took
}

const seen = []
for (let number = 0; number < Number(rounds); number += 1) seen.push(await inBrowser(round))
console.log(JSON.stringify(seen))
