import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import type { Trends } from '../../api/schema'
import { EmptyState } from '../../ui/empty-state'
import { ChartIcon } from '../../ui/icons'
import { LoadProblem } from '../../ui/load-problem'
import type { Period } from '../period/period'
import { PeriodChoice } from '../period/period-choice'
import { statsQueries } from '../queries'
import { AgeCard } from './age-card'
import { FlowCard } from './flow-card'
import { LabelsCard } from './labels-card'
import { ResolveCard } from './resolve-card'
import { worthShowing } from './spans'
import { TrendsSkeleton } from './trends-skeleton'

type TrendsPanelProps = { period: Period; onChoose: (period: Period) => void }

/** How the work went. It loads and fails apart from the figures above it. */
export function TrendsPanel({ period, onChoose }: TrendsPanelProps) {
  const id = useId()
  const trends = useQuery(statsQueries.trends(period))
  const problem = trends.error ?? trends.failureReason
  return (
    <section className="panel" aria-labelledby={id}>
      <header className="panel__head">
        <div>
          <h2 id={id}>{t`Over time`}</h2>
          <p>{t`The dates chosen here apply to everything below.`}</p>
        </div>
        <PeriodChoice period={period} onChoose={onChoose} />
      </header>
      {trends.data ? (
        <div data-stale={trends.isPlaceholderData || undefined}>
          <Charts trends={trends.data} />
        </div>
      ) : problem ? (
        <LoadProblem
          title={t`The figures over time could not be loaded`}
          error={problem}
          onRetry={() => void trends.refetch()}
        />
      ) : (
        <TrendsSkeleton />
      )}
    </section>
  )
}

function Charts({ trends }: { trends: Trends }) {
  const spans = worthShowing(trends)
  if (spans.length === 0) return <NothingYet />
  return (
    <div className="stats">
      <FlowCard spans={spans} step={trends.step} />
      <ResolveCard whole={trends.time_to_resolve} spans={spans} step={trends.step} />
      <AgeCard ages={trends.age} today={trends.today} />
      <LabelsCard labels={trends.labels} since={trends.since} until={trends.until} />
    </div>
  )
}

const NothingYet = () => (
  <EmptyState art={<ChartIcon />} title={t`No tickets in this period`}>
    {t`Once tickets are filed, this shows whether the team keeps up with them, and how long they take.`}
  </EmptyState>
)
