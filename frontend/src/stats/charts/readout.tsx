import type { ReactNode } from 'react'

type Mark = 'created' | 'resolved' | 'backlog' | 'median' | 'p90' | 'changed'

type ReadoutProps = { when: ReactNode; values: { name: string; mark: Mark; value: string }[] }

/** The legend of a chart with the numbers of what one looks at, or of all of it. It always takes the same room. */
export const Readout = ({ when, values }: ReadoutProps) => (
  <div className="readout" aria-hidden="true">
    <p className="readout__when">{when}</p>
    {values.map(({ name, mark, value }) => (
      <p key={name} data-mark={mark}>
        {name} <strong>{value}</strong>
      </p>
    ))}
  </div>
)
