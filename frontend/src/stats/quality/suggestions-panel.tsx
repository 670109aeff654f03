import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { LoadProblem } from '../../ui/load-problem'
import type { Period } from '../period/period'
import { statsQueries } from '../queries'
import { QualityFigures } from './quality-figures'
import { QualitySkeleton } from './quality-skeleton'

/** What people made of the suggestions. It loads and fails apart from the figures above it. */
export function SuggestionsPanel({ period }: { period: Period }) {
  const id = useId()
  const quality = useQuery(statsQueries.quality(period))
  const problem = quality.error ?? quality.failureReason
  return (
    <section className="panel quality" aria-labelledby={id}>
      <header className="panel__head">
        <div>
          <h2 id={id}>{t`Suggestions`}</h2>
          <p>{t`How often people kept the priority and category that were suggested.`}</p>
        </div>
      </header>
      {quality.data ? (
        <div data-stale={quality.isPlaceholderData || undefined}>
          <QualityFigures quality={quality.data} />
        </div>
      ) : problem ? (
        <LoadProblem
          title={t`The figures on suggestions could not be loaded`}
          error={problem}
          onRetry={() => void quality.refetch()}
        />
      ) : (
        <QualitySkeleton />
      )}
    </section>
  )
}
