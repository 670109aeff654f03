import { t } from '@lingui/core/macro'
import { Link } from 'react-router'
import type { Age } from '../../api/schema'
import { TicketCount } from '../charts/ticket-count'
import { length, percent } from '../../ui/words'
import { ChartCard } from '../charts/chart-card'
import type { Column } from '../charts/figures-table'
import { daysAfter } from '../period/period'

const columns = (): Column<Age>[] => [
  { name: t`Filed`, value: nameOfAge },
  { name: t`Tickets`, value: ({ tickets }) => tickets },
]

/** What lies around, and for how long: now, whatever the period. */
export function AgeCard({ ages, today }: { ages: Age[]; today: string }) {
  const total = ages.reduce((sum, { tickets }) => sum + tickets, 0)
  const largest = Math.max(1, ...ages.map(({ tickets }) => tickets))
  return (
    <ChartCard
      isTable
      title={t`Age of the backlog`}
      summary={total > 0 ? t`Tickets not yet resolved, as of now.` : t`Every ticket is resolved or closed.`}
      file="age-of-backlog"
      columns={columns()}
      rows={ages}
    >
      <ul className="bars">
        {ages.map((age) => (
          <li key={age.min_days}>
            <Link className="bar" to={`/tickets?${filedIn(age, today)}`}>
              <span>{nameOfAge(age)}</span>
              <span className="bar__track" aria-hidden="true">
                <span className="bar__fill" style={{ inlineSize: length(age.tickets / largest) }} />
              </span>
              <span className="bar__count">
                <TicketCount number={age.tickets} />
              </span>
              <span className="bar__share">{total > 0 ? percent(age.tickets / total) : ''}</span>
            </Link>
          </li>
        ))}
      </ul>
    </ChartCard>
  )
}

function nameOfAge({ min_days, max_days }: Age) {
  if (max_days === 0) return t`Today`
  return max_days === null ? t`${min_days} days or more` : t`${min_days} to ${max_days} days`
}

/** The filter of the list that shows just these. */
function filedIn({ min_days, max_days }: Age, today: string) {
  const filter = new URLSearchParams({ status: 'open,in_progress' })
  if (max_days !== null) filter.set('created_from', daysAfter(today, -max_days))
  if (min_days > 0) filter.set('created_to', daysAfter(today, -min_days))
  return filter.toString().replaceAll('%2C', ',')
}
