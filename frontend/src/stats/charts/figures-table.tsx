import { count } from '../../ui/words'
import { csvOf, type Cell } from './csv'

/** What a chart shows, for its table and its file. `show` is how people read a value; a number if left out. */
export type Column<Row> = { name: string; value: (row: Row) => Cell; show?: (value: number) => string }

type FiguresTableProps<Row> = { caption: string; columns: Column<Row>[]; rows: Row[] }

/** The first column names the row. */
export const FiguresTable = <Row,>({ caption, columns, rows }: FiguresTableProps<Row>) => (
  <table className="figures-table">
    <caption>{caption}</caption>
    <thead>
      <tr>
        {columns.map(({ name }) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row, index) => (
        <tr key={index}>
          {columns.map((column, place) =>
            place === 0 ? (
              <th key={column.name} scope="row">
                {shown(column, row)}
              </th>
            ) : (
              <td key={column.name}>{shown(column, row)}</td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
)

function shown<Row>({ value, show = count }: Column<Row>, row: Row) {
  const cell = value(row)
  return cell === null ? '–' : typeof cell === 'number' ? show(cell) : cell
}

/** The same as a file's text, numbers as they are. */
export const figuresCsv = <Row,>(columns: Column<Row>[], rows: Row[]) =>
  csvOf([columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ value }) => value(row)))])
