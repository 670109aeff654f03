import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import type { ImportBegun, RowError } from '../../api/schema'
import type { FileRow, FileRows } from './read-file'

type Column = ImportBegun['columns'][number]

/** What the server found. errors: the first of them. */
export type Checked = {
  id: string
  file: FileRows
  columns: Column[]
  valid: number
  errors: RowError[]
  errorCount: number
}

export type Progress = { done: number; total: number }

// A request may have 1,000,000 bytes.
const MOST_BYTES = 700_000
const MOST_ROWS_AT_ONCE = 500
// More than any text may have, so that the server still sees that it is too long.
const LONGEST_CELL = 25_000
const MOST_ERRORS_SHOWN = 100

/** Sends all rows to be looked at, some at a time. Nothing is imported by that. */
export async function checkRows(
  file: FileRows,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Checked> {
  const total = file.rows.length
  const { id, columns } = await unwrap(
    api.POST('/api/tickets/import/', { body: { header: file.header }, signal }),
  )
  const checked: Checked = { id, file, columns, valid: 0, errors: [], errorCount: 0 }
  let done = 0
  onProgress({ done, total })
  for (const rows of pieces(file.rows, columns)) {
    const answer = await unwrap(
      api.POST('/api/tickets/import/{import_id}/rows/', {
        params: { path: { import_id: id } },
        body: { rows },
        signal,
      }),
    )
    checked.valid += answer.valid
    checked.errorCount += answer.errors.length
    checked.errors.push(...answer.errors.slice(0, MOST_ERRORS_SHOWN - checked.errors.length))
    done += rows.length
    onProgress({ done, total })
  }
  return checked
}

/** Forgets what was sent. Should that fail, the server does so by itself after a day. */
export const dropImport = (id: string) =>
  void api.DELETE('/api/tickets/import/{import_id}/', { params: { path: { import_id: id } } }).catch(() => {})

function* pieces(rows: readonly FileRow[], columns: readonly Column[]) {
  const encoder = new TextEncoder()
  let [piece, bytes]: [FileRow[], number] = [[], 0]
  for (const { number, cells } of rows) {
    const row = { number, cells: cells.map((cell, index) => worthSending(cell, columns[index])) }
    const size = encoder.encode(JSON.stringify(row)).length
    if (piece.length === MOST_ROWS_AT_ONCE || (piece.length > 0 && bytes + size > MOST_BYTES)) {
      yield piece
      ;[piece, bytes] = [[], 0]
    }
    piece.push(row)
    bytes += size
  }
  yield piece
}

/** A column that is not read is not sent either. */
const worthSending = (cell: string, column: Column | undefined) =>
  column && !column.field ? '' : cell.slice(0, LONGEST_CELL)
