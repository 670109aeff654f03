import { t } from '@lingui/core/macro'
import { Link } from 'react-router'
import { categoryValues, priorityValues, type Category, type Labels, type Priority } from '../../api/schema'
import { PriorityIcon } from '../../ui/labels'
import { count, nameOf } from '../../ui/words'
import { ChartCard } from '../charts/chart-card'
import type { Column } from '../charts/figures-table'

const priorities = priorityValues.toReversed()

type Row = { category: Category; counts: Record<Priority, number> }

const columns = (): Column<Row>[] => [
  { name: t`Category`, value: ({ category }) => nameOf(category) },
  ...priorities.map((priority) => ({ name: nameOf(priority), value: ({ counts }: Row) => counts[priority] })),
]

type LabelsCardProps = { labels: Labels; since: string; until: string }

/** Where the urgent work comes from: a table whose shades repeat what its numbers say. */
export function LabelsCard({ labels, since, until }: LabelsCardProps) {
  const rows = categoryValues.map((category) => ({ category, counts: labels[category] }))
  const largest = Math.max(1, ...rows.flatMap(({ counts }) => Object.values(counts)))
  return (
    <ChartCard
      isTable
      title={t`Category by priority`}
      summary={t`Tickets filed in this period.`}
      file="category-by-priority"
      columns={columns()}
      rows={rows}
    >
      <table className="corrections label-table">
        <caption className="visually-hidden">{t`Tickets by category and priority`}</caption>
        <thead>
          <tr>
            <td />
            {priorities.map((priority) => (
              <th key={priority} scope="col">
                <span className="label">
                  <PriorityIcon value={priority} />
                  {nameOf(priority)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ category, counts }) => (
            <tr key={category}>
              <th scope="row">{nameOf(category)}</th>
              {priorities.map((priority) => (
                <td key={priority} data-kind="kept" data-none={!counts[priority] || undefined}>
                  <i style={{ opacity: counts[priority] / largest }} />
                  <Link
                    to={`/tickets?category=${category}&priority=${priority}&created_from=${since}&created_to=${until}`}
                  >
                    {count(counts[priority])}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ChartCard>
  )
}
