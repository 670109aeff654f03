import { t } from '@lingui/core/macro'
import { nameOf } from '../../ui/words'

/** For each suggested value, how often each value was chosen. */
export type Chosen<T extends string> = Record<T, Record<T, number>>

type CorrectionsProps<T extends string> = { values: readonly T[]; chosen: Chosen<T> }

/** Which labels are corrected into which: a table whose shades repeat what its numbers say. */
export const Corrections = <T extends string>({ values, chosen }: CorrectionsProps<T>) => (
  <table className="corrections">
    <caption>{t`What was suggested, and what people chose`}</caption>
    <thead>
      <tr>
        <td>{t`Suggested`}</td>
        {values.map((value) => (
          <th key={value} scope="col">
            {nameOf(value)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {values.map((suggested) => (
        <Row key={suggested} suggested={suggested} values={values} chosen={chosen[suggested]} />
      ))}
    </tbody>
  </table>
)

type RowProps<T extends string> = { suggested: T; values: readonly T[]; chosen: Record<T, number> }

function Row<T extends string>({ suggested, values, chosen }: RowProps<T>) {
  const total = values.reduce((sum, value) => sum + chosen[value], 0)
  return (
    <tr>
      <th scope="row">{nameOf(suggested)}</th>
      {values.map((value) => (
        <td
          key={value}
          data-kind={value === suggested ? 'kept' : 'changed'}
          data-none={!chosen[value] || undefined}
        >
          <i style={{ opacity: total > 0 ? chosen[value] / total : 0 }} />
          <span>{chosen[value]}</span>
        </td>
      ))}
    </tr>
  )
}
