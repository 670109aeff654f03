import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { categoryValues, priorityValues, type Stats } from '../api/schema'
import { CategoryIcon, PriorityIcon } from '../ui/labels'
import { LoadProblem } from '../ui/load-problem'
import { Breakdown } from './breakdown'
import { Figures } from './figures'
import { usePeriod } from './period/use-period'
import { SuggestionsPanel } from './quality/suggestions-panel'
import { statsQueries } from './queries'
import { StatsSkeleton } from './stats-skeleton'
import { TrendsPanel } from './trends/trends-panel'

export function StatsPage() {
  const stats = useQuery(statsQueries.all())
  const { period, choose } = usePeriod()
  const problem = stats.data ? null : (stats.error ?? stats.failureReason)
  return (
    <>
      <title>{t`Statistics · Hushdesk`}</title>
      <header className="page__head">
        <h1>{t`Statistics`}</h1>
      </header>
      {stats.data ? (
        <Overview stats={stats.data} />
      ) : problem ? (
        <LoadProblem
          title={t`The statistics could not be loaded`}
          error={problem}
          onRetry={() => void stats.refetch()}
        />
      ) : (
        <StatsSkeleton />
      )}
      {!problem && (
        <>
          <TrendsPanel period={period} onChoose={choose} />
          <SuggestionsPanel period={period} />
        </>
      )}
    </>
  )
}

const Overview = ({ stats }: { stats: Stats }) => (
  <div className="stats">
    <Figures stats={stats} />
    <Breakdown
      name="priority"
      title={t`By priority`}
      counts={stats.priority_breakdown}
      values={priorityValues.toReversed()}
      icon={(value) => <PriorityIcon value={value} />}
    />
    <Breakdown
      name="category"
      title={t`By category`}
      counts={stats.category_breakdown}
      values={categoryValues}
      icon={(value) => <CategoryIcon value={value} />}
    />
  </div>
)
