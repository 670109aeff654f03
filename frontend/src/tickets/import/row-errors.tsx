import { plural, t } from '@lingui/core/macro'
import type { RowError } from '../../api/schema'

type RowErrorsProps = { errors: readonly RowError[]; total: number }

/** The first errors, each with its row and column. */
export function RowErrors({ errors, total }: RowErrorsProps) {
  const more = total - errors.length
  return (
    <section className="import__errors" aria-label={t`Errors`}>
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- it scrolls, also by keyboard */}
      <ul tabIndex={0} aria-label={t`Errors by row`}>
        {errors.map(({ number, column, message }, index) => (
          <li key={index}>
            {column ? t`Row ${number}, ${column}: ${message}` : t`Row ${number}: ${message}`}
          </li>
        ))}
      </ul>
      {more > 0 && <p>{plural(more, { one: 'And # more error.', other: 'And # more errors.' })}</p>}
    </section>
  )
}
