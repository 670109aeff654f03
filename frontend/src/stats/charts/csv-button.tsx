import { download } from '../../ui/download'
import { DownloadIcon } from '../../ui/icons'
import { figuresCsv, type Column } from './figures-table'

type CsvButtonProps<Row> = { title: string; file: string; columns: Column<Row>[]; rows: Row[] }

export const CsvButton = <Row,>({ title, file, columns, rows }: CsvButtonProps<Row>) => (
  <button
    type="button"
    className="chart__tool"
    onClick={() => download(`hushdesk-${file}.csv`, figuresCsv(columns, rows), 'text/csv')}
  >
    <DownloadIcon />
    CSV<span className="visually-hidden">: {title}</span>
  </button>
)
