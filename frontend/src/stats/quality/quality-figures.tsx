import { plural, t } from '@lingui/core/macro'
import { categoryValues, priorityValues, type Outcomes, type Quality } from '../../api/schema'
import { EmptyState } from '../../ui/empty-state'
import { SparkIcon } from '../../ui/icons'
import { EngineTable } from './engine-table'
import { LabelCard } from './label-card'
import { confirmed } from './outcomes'

export function QualityFigures({ quality }: { quality: Quality }) {
  if (quality.suggestions === 0) return <NoSuggestions />
  const over = (label: 'category' | 'priority') =>
    worthShowing(quality).map((bucket) => ({ start: bucket.start, outcomes: bucket[label] }))
  return (
    <>
      {isNothingConfirmed(quality) ? (
        <NothingConfirmed suggestions={quality.suggestions} />
      ) : (
        <div className="quality__labels">
          <LabelCard
            name="priority"
            title={t`Priority`}
            quality={quality.priority}
            values={priorityValues}
            overTime={over('priority')}
            step={quality.step}
          />
          <LabelCard
            name="category"
            title={t`Category`}
            quality={quality.category}
            values={categoryValues}
            overTime={over('category')}
            step={quality.step}
          />
        </div>
      )}
      <EngineTable engines={quality.models} />
    </>
  )
}

/**
 * From the first ticket on. A week that had begun before the period did is left out: a rate of its last day or two would
 * look like one of a whole week.
 */
function worthShowing({ over_time, since }: Quality) {
  const first = over_time.findIndex(
    ({ start, category }) => start >= since && confirmed(category) + category.unconfirmed > 0,
  )
  return first === -1 ? over_time : over_time.slice(first)
}

const isNothingConfirmed = ({ category, priority }: { category: Outcomes; priority: Outcomes }) =>
  confirmed(category) + confirmed(priority) === 0

const NoSuggestions = () => (
  <EmptyState art={<SparkIcon />} title={t`No suggestions in this period`}>
    {t`Once tickets are filed with a suggestion, this shows how often people keep it.`}
  </EmptyState>
)

const NothingConfirmed = ({ suggestions }: { suggestions: number }) => (
  <EmptyState art={<SparkIcon />} title={t`Nobody has confirmed a suggestion yet`}>
    {plural(suggestions, {
      one: 'One ticket carries a suggestion, but nobody has chosen labels. Once people do, this shows how often they agree.',
      other:
        '# tickets carry a suggestion, but nobody has chosen labels. Once people do, this shows how often they agree.',
    })}
  </EmptyState>
)
