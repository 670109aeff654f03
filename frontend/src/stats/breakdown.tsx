import { useId, type ReactNode } from 'react'
import { Link } from 'react-router'
import { TicketCount } from './charts/ticket-count'
import { length, nameOf, percent } from '../ui/words'

type BreakdownProps<T extends string> = {
  name: 'category' | 'priority'
  title: string
  counts: Record<T, number>
  values: readonly T[]
  icon: (value: T) => ReactNode
}

/** A bar chart that is a list: every bar has its number beside it and leads to the tickets that it counts. */
export function Breakdown<T extends string>({ name, title, counts, values, icon }: BreakdownProps<T>) {
  const id = useId()
  const total = values.reduce((sum, value) => sum + counts[value], 0)
  const largest = Math.max(1, ...values.map((value) => counts[value]))
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="bars">
        {values.map((value) => (
          <li key={value} data-value={value}>
            <Link className="bar" to={`/tickets?${name}=${value}`}>
              <span className="label">
                {icon(value)}
                {nameOf(value)}
              </span>
              <span className="bar__track" aria-hidden="true">
                <span className="bar__fill" style={{ inlineSize: length(counts[value] / largest) }} />
              </span>
              <span className="bar__count">
                <TicketCount number={counts[value]} />
              </span>
              <span className="bar__share">{total > 0 ? percent(counts[value] / total) : ''}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
