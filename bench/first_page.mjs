// node first_page.mjs ADDRESS TIMES: prints when the server began to answer and when the first rows were drawn,
// in milliseconds since the browser was sent there, as JSON; each time in a browser that was just started.
import { inBrowser } from './browser.mjs'

const [address, times] = process.argv.slice(2)

// Runs in the page before anything of its own.
function watchForRows() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('main h2')) return
    observer.disconnect()
    // The second frame begins once the first, which has the rows, is drawn.
    requestAnimationFrame(() => requestAnimationFrame(() => (window.rowsShown = performance.now())))
  }).observe(document, { childList: true, subtree: true })
}

async function visit(page) {
  await page.addInitScript(watchForRows)
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForFunction(() => window.rowsShown)
  return page.evaluate(() => ({
    answered: performance.getEntriesByType('navigation')[0].responseStart,
    rows: window.rowsShown,
  }))
}

const seen = []
for (let time = 0; time < Number(times); time += 1) seen.push(await inBrowser(visit))
console.log(JSON.stringify(seen))
