import { useState, type ReactNode } from 'react'
import { Cursor } from './cursor'

/** Which row of a chart one looks at. Rows may have become fewer since one began. */
export function useLooked<Row>(rows: readonly Row[]) {
  const [at, look] = useState<number | null>(null)
  const row = at === null ? undefined : rows[at]
  return { row, at: row === undefined ? null : at, look }
}

type PlotsProps<Row> = {
  label: string
  rows: readonly Row[]
  looked: ReturnType<typeof useLooked<Row>>
  describe: (row: Row) => string
  children: ReactNode
}

/** Plots of the same rows, one above the other, with one cursor over all of them. */
export const Plots = <Row,>({ label, rows, looked, describe, children }: PlotsProps<Row>) => (
  <div className="plots">
    {children}
    <Cursor
      label={label}
      count={rows.length}
      at={looked.at}
      describe={(index) => describe(rows[index]!)}
      onMove={looked.look}
    />
  </div>
)
