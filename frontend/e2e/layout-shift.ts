import { expect, type Page } from '@playwright/test'

/** What moved without anybody having asked for it, as a share of the screen. */
type Shift = { page: number; where: string; value: number; what: string[] }
type Reporter = { reportShift: (shift: Shift) => void }

const MOST = 0.02

/** In the page: reports what moves by itself. */
function watch() {
  // Browsers say half a second; the answer to a click takes longer where many share the machine.
  const ANSWER_MS = 5_000
  let asked = -Infinity
  for (const type of ['keydown', 'input', 'pointerdown', 'pointerup', 'wheel'])
    addEventListener(type, () => (asked = performance.now()), { capture: true, passive: true })

  const name = ({ node }: { node: Node | null }) =>
    node instanceof Element ? `${node.localName}.${node.className}` : (node?.textContent ?? 'what is gone')
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const shift = entry as PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: { node: Node | null }[]
      }
      if (shift.hadRecentInput || shift.startTime < asked + ANSWER_MS) continue
      const what = shift.sources.map(name)
      const report = { page: performance.timeOrigin, where: location.pathname, value: shift.value, what }
      ;(window as unknown as Reporter).reportShift(report)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Watches every page that is loaded from now on; gives what asserts that on none of them too much has moved. */
export async function watchLayoutShift(page: Page) {
  const shifts: Shift[] = []
  await page.exposeFunction('reportShift', (shift: Shift) => shifts.push(shift))
  await page.addInitScript(watch)
  return (expected: readonly RegExp[]) => {
    // What else happened to move in the same frame is told with it.
    const unexpected = shifts.filter(
      ({ what }) => !what.some((part) => expected.some((known) => known.test(part))),
    )
    const sums = new Map<number, number>()
    for (const { page, value } of unexpected) sums.set(page, (sums.get(page) ?? 0) + value)
    const jumpy = unexpected
      .filter(({ page, value }) => (sums.get(page) ?? 0) > MOST && value > MOST / 10)
      .map(({ where, value, what }) => `${where}: ${value.toFixed(3)} by ${what.join(', ')}`)
    expect(jumpy, `The layout shifted by more than ${MOST}.`).toEqual([])
  }
}
