// node interaction.mjs ADDRESS WORD ROWS ROUNDS SLOWDOWN: prints as JSON how many milliseconds each thing that one
// does took each time, from the key or click to the frame that shows it, as the browser itself has it (Event
// Timing: in steps of 8, and 16 for what takes less). Done on a list of all tickets that have the word.
import { inBrowser } from './browser.mjs'

const [address, word, rows, rounds, slowdown] = process.argv.slice(2)
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

const category = (page) => page.getByRole('button', { name: 'Category', exact: true }).first()

/** Each is followed by what takes it back, or leads on. */
const DEEDS = {
  'go to the next ticket': (page) => page.keyboard.press('j'),
  'select it': (page) => page.keyboard.press('x'),
  'select nothing': (page) => page.keyboard.press('Escape'),
  'tick a box': (page) => page.getByRole('checkbox').nth(3).click(),
  'untick it': (page) => page.getByRole('checkbox').nth(3).click(),
  'open a filter': (page) => category(page).click(),
  'close it': (page) => page.keyboard.press('Escape'),
  'go to the search': (page) => page.keyboard.press('/'),
  'type into it': (page) => page.keyboard.press('a'),
  'take that back': (page) => page.keyboard.press('Backspace'),
}
const OPENING = {
  'open a ticket': (page) => page.getByRole('main').getByRole('link', { name: word }).nth(2).click(),
  'go to the next one': (page) => page.keyboard.press('j'),
}

/** Until the browser has nothing to do and has said what it took. */
const settled = (page) => page.waitForTimeout(1000)

async function timed(page, act) {
  await settled(page)
  await page.evaluate(() => (window.longest = 0))
  await act(page)
  await settled(page)
  return page.evaluate((least) => Math.max(window.longest, least), LEAST)
}

async function round(page) {
  await page.addInitScript(watchEvents)
  await showRows(page)
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.setCPUThrottlingRate', { rate: Number(slowdown) })
  const took = {}
  for (const [name, act] of Object.entries({ ...DEEDS, ...OPENING })) took[name] = await timed(page, act)
  return took
}

const seen = []
for (let number = 0; number < Number(rounds); number += 1) seen.push(await inBrowser(round))
console.log(JSON.stringify(seen))
