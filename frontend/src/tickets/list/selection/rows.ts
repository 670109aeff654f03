/** The rows on screen as focus knows them: the one with the focus is the current one, and needs no state of its own. */
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-ticket]')]
const numberOf = (row: HTMLElement) => Number(row.dataset['ticket'])
const hasFocus = (row: HTMLElement) => row.contains(document.activeElement)

// Where the focus was last, also while another screen is shown.
let last = { number: 0, index: 0 }

function focus(row: HTMLElement | undefined) {
  row?.querySelector('a')?.focus()
}

/** The number of the ticket whose row has the focus. */
export function currentTicket(): number | null {
  const row = rows().find(hasFocus)
  return row ? numberOf(row) : null
}

/**
 * Whether a key is for the list rather than for the ticket that is open beside it: a row has the focus, or rows are
 * selected and the focus is not in the ticket.
 */
export function isListMeant() {
  const isInTicket = document.activeElement?.closest('.tickets__ticket')
  return currentTicket() !== null || (!isInTicket && rows().some((row) => 'selected' in row.dataset))
}

/** To be called when the focus comes to a row. */
export function rememberCurrent() {
  const shown = rows()
  const index = shown.findIndex(hasFocus)
  const row = shown[index]
  if (row) last = { number: numberOf(row), index }
}

/** Moves the focus by so many rows; to where it was last, if it is elsewhere. */
export function step(by: number) {
  const shown = rows()
  const now = shown.findIndex(hasFocus)
  const before = shown.findIndex((row) => numberOf(row) === last.number)
  focus(shown[now === -1 ? Math.max(before, 0) : Math.min(Math.max(now + by, 0), shown.length - 1)])
}

/** When the row with the focus has gone, its neighbour gets it. */
export function rescueFocus(fallback: HTMLElement | null) {
  const shown = rows()
  if (document.activeElement !== document.body || last.number === 0) return
  if (shown.some((row) => numberOf(row) === last.number)) return
  if (shown.length === 0) fallback?.focus()
  else focus(shown[Math.min(last.index, shown.length - 1)])
}
