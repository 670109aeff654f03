import { t } from '@lingui/core/macro'
import type { Checked } from './check-rows'

const ROWS_SHOWN = 5
const LONGEST_SHOWN = 120

/** The first rows, of the columns that are read. */
export function PreviewTable({ checked: { file, columns } }: { checked: Checked }) {
  const read = columns.flatMap(({ name, field }, index) => (field ? [{ name, index }] : []))
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- it scrolls, also by keyboard
    <div className="import__table" role="region" aria-label={t`First rows`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t`Row`}</th>
            {read.map(({ name, index }) => (
              <th key={index} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {file.rows.slice(0, ROWS_SHOWN).map(({ number, cells }) => (
            <tr key={number}>
              <td>{number}</td>
              {read.map(({ index }) => (
                <td key={index}>{cells[index]?.slice(0, LONGEST_SHOWN)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
