import { DownloadIcon } from '../../ui/icons'
import { download } from './csv'
import { figuresCsv, type Column } from './figures-table'

type CsvButtonProps<Row> = { title: string; file: string; columns: Column<Row>[]; rows: Row[] }

export const CsvButton = <Row,>({ title, file, columns, rows }: CsvButtonProps<Row>) => (
  <button
    type="button"
    className="chart__tool"
    onClick={() => download(`hushdesk-${file}.csv`, figuresCsv(columns, rows))}
  >
    <DownloadIcon />
    CSV<span className="visually-hidden">: {title}</span>
  </button>
)
