import { plural, t } from '@lingui/core/macro'
import { Notice } from '../../ui/notice'
import { count } from '../../ui/words'
import type { Checked } from './check-rows'
import { PreviewTable } from './preview-table'
import { RowErrors } from './row-errors'

type ImportPreviewProps = {
  checked: Checked
  error: Error | null
  isImporting: boolean
  onImport: () => void
  onAgain: () => void
}

/** What would be imported and what not, before anything is. */
export function ImportPreview({ checked, error, isImporting, onImport, onAgain }: ImportPreviewProps) {
  const { file, columns, valid, errors, errorCount } = checked
  const invalid = file.rows.length - valid
  const unread = columns.flatMap(({ name, field }) => (field ? [] : [name])).join(', ')
  const reason = error?.message ?? ''
  return (
    <>
      <p>{countsOf(valid, invalid)}</p>
      {unread && <p className="import__unread">{t`Columns that are not imported: ${unread}`}</p>}
      <PreviewTable checked={checked} />
      {invalid > 0 && <RowErrors errors={errors} total={errorCount} />}
      {error && (
        <Notice tone="danger" title={t`The import was not confirmed`}>
          <p>{t`${reason} Trying again is safe: no ticket is created twice.`}</p>
        </Notice>
      )}
      {isImporting && <progress aria-label={t`Importing`} />}
      <div className="import__actions">
        {valid > 0 && (
          <button
            type="button"
            className="button"
            data-primary
            aria-disabled={isImporting}
            onClick={() => !isImporting && onImport()}
          >
            {isImporting ? t`Importing …` : importLabel(valid, invalid)}
          </button>
        )}
        {!isImporting && (
          <button type="button" className="button" onClick={onAgain}>
            {t`Choose another file`}
          </button>
        )}
      </div>
    </>
  )
}

function countsOf(valid: number, invalid: number) {
  if (invalid === 0)
    return plural(valid, { one: '# row, and it is valid.', other: '# rows, all of them valid.' })
  const [wrong, all] = [count(invalid), count(valid + invalid)]
  return t`Rows with errors: ${wrong} of ${all}. Nothing has been imported yet.`
}

const importLabel = (valid: number, invalid: number) =>
  invalid === 0
    ? plural(valid, { one: 'Import # ticket', other: 'Import # tickets' })
    : plural(valid, { one: 'Import only the # valid row', other: 'Import only the # valid rows' })
