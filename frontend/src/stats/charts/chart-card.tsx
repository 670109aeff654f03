import { Trans } from '@lingui/react/macro'
import { useId, useState, type ReactNode } from 'react'
import { TableIcon } from '../../ui/icons'
import { CsvButton } from './csv-button'
import { FiguresTable, type Column } from './figures-table'

type ChartCardProps<Row> = {
  title: string
  /** The answer in one sentence. */
  summary: ReactNode
  columns: Column<Row>[]
  /** The name of the file, and its columns where they are not those of the table. */
  file: string
  fileColumns?: Column<Row>[]
  rows: Row[]
  /** Where the picture can be read as a table anyway, there is no table to switch to. */
  isTable?: boolean
  wide?: boolean
  children: ReactNode
}

/** A chart with its figures as a table, always there for screen readers and at a press for all, and as a file. */
export function ChartCard<Row>({
  title,
  summary,
  columns,
  file,
  fileColumns = columns,
  rows,
  isTable = false,
  wide = false,
  children,
}: ChartCardProps<Row>) {
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <section className="card chart" aria-labelledby={id} data-wide={wide || undefined}>
      <header className="chart__head">
        <h3 id={id}>{title}</h3>
        {!isTable && (
          <button
            type="button"
            className="chart__tool"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            <TableIcon />
            <Trans>
              Table<span className="visually-hidden">: {title}</span>
            </Trans>
          </button>
        )}
        <CsvButton title={title} file={file} columns={fileColumns} rows={rows} />
        <p className="chart__summary">{summary}</p>
      </header>
      {!asTable && children}
      {!isTable && (
        <div className={asTable ? 'chart__table' : 'visually-hidden'}>
          <FiguresTable caption={title} columns={columns} rows={rows} />
        </div>
      )}
    </section>
  )
}
