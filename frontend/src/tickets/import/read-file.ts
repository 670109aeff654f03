import { plural, t } from '@lingui/core/macro'
import { count } from '../../ui/words'

/** number: as a spreadsheet counts, in which the header is row 1. */
export type FileRow = { number: number; cells: string[] }
export type FileRows = { name: string; header: string[]; rows: FileRow[] }

/** The file itself is not what can be imported; its message says what to do. */
class FileProblem extends Error {
  override readonly name = 'FileProblem'
}

const LARGEST_FILE = 200_000_000
const MOST_ROWS = 50_000

/** Reads a CSV file, whichever of the usual delimiters it has. Throws FileProblem. */
export async function readFile(file: File): Promise<FileRows> {
  if (file.size > LARGEST_FILE) throw new FileProblem(t`The file is larger than 200 MB. Please split it.`)
  const { default: Papa } = await import('papaparse')
  const text = decoded(await file.arrayBuffer())
  const { data, errors } = Papa.parse<string[]>(text, { delimitersToGuess: [',', ';', '\t'] })
  const open = errors.find(({ type }) => type === 'Quotes')
  if (open) {
    const row = (open.row ?? 0) + 1
    throw new FileProblem(t`Row ${row} has a quotation mark that is not closed properly.`)
  }
  const [header = [], ...lines] = data
  const rows = lines
    .map((cells, index) => ({ number: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim()))
  refuseWrongSize(rows.length)
  return { name: file.name, header, rows }
}

function refuseWrongSize(rows: number) {
  if (rows === 0) throw new FileProblem(t`The file has no tickets: there is nothing below its first row.`)
  if (rows > MOST_ROWS) {
    const most = count(MOST_ROWS)
    throw new FileProblem(
      plural(rows, {
        one: `The file has # row. At most ${most} can be imported at once; please split it.`,
        other: `The file has # rows. At most ${most} can be imported at once; please split it.`,
      }),
    )
  }
}

function decoded(bytes: ArrayBuffer) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FileProblem(t`The file is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”.`)
  }
}
