import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { LoadProblem } from '../../ui/load-problem'
import { statsQueries } from '../queries'
import { PeriodChoice } from './period-choice'
import { QualityFigures } from './quality-figures'
import { QualitySkeleton } from './quality-skeleton'
import { usePeriod } from './use-period'

/** What people made of the suggestions. It loads and fails apart from the figures above it. */
export function SuggestionsPanel() {
  const id = useId()
  const { days, choose } = usePeriod()
  const quality = useQuery(statsQueries.quality(days))
  const problem = quality.error ?? quality.failureReason
  return (
    <section className="quality" aria-labelledby={id}>
      <header className="quality__head">
        <div>
          <h2 id={id}>Suggestions</h2>
          <p>How often people kept the priority and category that were suggested.</p>
        </div>
        <PeriodChoice days={days} onChoose={choose} />
      </header>
      {quality.data ? (
        <div data-stale={quality.isPlaceholderData || undefined}>
          <QualityFigures quality={quality.data} />
        </div>
      ) : problem ? (
        <LoadProblem
          what="The figures on suggestions"
          error={problem}
          onRetry={() => void quality.refetch()}
        />
      ) : (
        <QualitySkeleton />
      )}
    </section>
  )
}
