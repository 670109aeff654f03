import { t } from '@lingui/core/macro'
import type { Outcomes, Step } from '../../api/schema'
import { dayName, percent } from '../../ui/words'
import { CsvButton } from '../charts/csv-button'
import { FiguresTable, type Column } from '../charts/figures-table'
import { Plot } from '../charts/plot'
import { Plots, useLooked } from '../charts/plots'
import { Readout } from '../charts/readout'
import { confirmed } from './outcomes'
import { drawRates, type Bucket } from './rate-line'

function nameOf({ start }: Bucket, step: Step) {
  const day = dayName(start)
  return step === 'week' ? t`Week of ${day}` : day
}

function rateOf(outcomes: Outcomes) {
  const [part, whole] = [outcomes.overridden, confirmed(outcomes)]
  return whole === 0 ? t`none confirmed` : t`${part} of ${whole}`
}

const columnsBy = (step: Step): Column<Bucket>[] => [
  { name: step === 'week' ? t`Week` : t`Day`, value: (bucket) => nameOf(bucket, step) },
  { name: t`Changed of those confirmed`, value: ({ outcomes }) => rateOf(outcomes) },
]

const inFile = (): Column<Bucket>[] => [
  { name: t`From`, value: ({ start }) => start },
  { name: t`Changed`, value: ({ outcomes }) => outcomes.overridden },
  { name: t`Confirmed`, value: ({ outcomes }) => confirmed(outcomes) },
]

type RateChartProps = {
  name: 'category' | 'priority'
  label: string
  whole: Outcomes
  buckets: Bucket[]
  step: Step
}

/** How much people changed over time, as a line and, for those who do not see it, as a table. */
export function RateChart({ name, label, whole, buckets, step }: RateChartProps) {
  const looked = useLooked(buckets)
  const title = step === 'week' ? t`Changed, by week` : t`Changed, by day`
  return (
    <figure className="rate-chart">
      <figcaption>
        {title}
        <CsvButton
          title={`${label}, ${title}`}
          file={`suggestions-changed-${name}`}
          columns={inFile()}
          rows={buckets}
        />
      </figcaption>
      <Readout
        when={looked.row ? nameOf(looked.row, step) : t`Whole period`}
        values={[{ name: t`Changed`, mark: 'changed', value: rateOf(looked.row?.outcomes ?? whole) }]}
      />
      {buckets.length > 1 && (
        <Plots
          label={`${label}: ${title}`}
          rows={buckets}
          looked={looked}
          describe={(bucket) => `${nameOf(bucket, step)}: ${rateOf(bucket.outcomes)}`}
        >
          <RateLine buckets={buckets} />
        </Plots>
      )}
      <div className="visually-hidden">
        <FiguresTable caption={title} columns={columnsBy(step)} rows={buckets} />
      </div>
    </figure>
  )
}

function RateLine({ buckets }: { buckets: Bucket[] }) {
  const { ceiling, dots, line } = drawRates(buckets)
  return (
    <Plot
      top={percent(ceiling)}
      foot={percent(0)}
      ends={[dayName(buckets[0]?.start ?? ''), dayName(buckets.at(-1)?.start ?? '')]}
    >
      <path className="plot__changed" d={line} />
      {dots.map(({ at, size }) => (
        <path key={at} className="plot__changed" d={`M${at}h0`} strokeWidth={size} />
      ))}
    </Plot>
  )
}
