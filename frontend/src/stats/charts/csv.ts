export type Cell = string | number | null

// What a spreadsheet takes for the beginning of a formula.
const FORMULA = /^[=+\-@\t\r]/

function written(cell: Cell) {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const harmless = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Rows as RFC 4180 has them. Text that a spreadsheet would run as a formula is made text again. */
export const csvOf = (rows: Cell[][]) => rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')
