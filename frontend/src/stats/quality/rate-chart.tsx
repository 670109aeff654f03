import { useState } from 'react'
import type { Outcomes, Step } from '../../api/schema'
import { dayName, percent } from '../../ui/words'
import { CsvButton } from '../charts/csv-button'
import { Cursor } from '../charts/cursor'
import { FiguresTable, type Column } from '../charts/figures-table'
import { Plot } from '../charts/plot'
import { Readout } from '../charts/readout'
import { confirmed } from './outcomes'
import { drawRates, type Bucket } from './rate-line'

const nameOf = ({ start }: Bucket, step: Step) =>
  step === 'week' ? `Week of ${dayName(start)}` : dayName(start)

const rateOf = (outcomes: Outcomes) =>
  confirmed(outcomes) === 0 ? 'none confirmed' : `${outcomes.overridden} of ${confirmed(outcomes)}`

const columnsBy = (step: Step): Column<Bucket>[] => [
  { name: step === 'week' ? 'Week' : 'Day', value: (bucket) => nameOf(bucket, step) },
  { name: 'Changed of those confirmed', value: ({ outcomes }) => rateOf(outcomes) },
]

const FILE: Column<Bucket>[] = [
  { name: 'From', value: ({ start }) => start },
  { name: 'Changed', value: ({ outcomes }) => outcomes.overridden },
  { name: 'Confirmed', value: ({ outcomes }) => confirmed(outcomes) },
]

type RateChartProps = { label: string; whole: Outcomes; buckets: Bucket[]; step: Step }

/** How much people changed over time, as a line and, for those who do not see it, as a table. */
export function RateChart({ label, whole, buckets, step }: RateChartProps) {
  const [at, setAt] = useState<number | null>(null)
  const looked = at === null ? undefined : buckets[at]
  const title = `Changed, by ${step}`
  return (
    <figure className="rate-chart">
      <figcaption>
        {title}
        <CsvButton
          title={`${label}, ${title}`}
          file={`suggestions-changed-${label.toLowerCase()}`}
          columns={FILE}
          rows={buckets}
        />
      </figcaption>
      <Readout
        when={looked ? nameOf(looked, step) : 'Whole period'}
        values={[
          { name: 'Changed', mark: 'changed', value: looked ? rateOf(looked.outcomes) : rateOf(whole) },
        ]}
      />
      <div className="plots">
        <RateLine buckets={buckets} />
        <Cursor
          label={`${label}: ${title}`}
          count={buckets.length}
          at={looked ? at : null}
          describe={(index) => `${nameOf(buckets[index]!, step)}: ${rateOf(buckets[index]!.outcomes)}`}
          onMove={setAt}
        />
      </div>
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
      foot="0%"
      ends={[dayName(buckets[0]?.start ?? ''), dayName(buckets.at(-1)?.start ?? '')]}
    >
      <path className="plot__changed" d={line} />
      {dots.map(({ at, size }) => (
        <path key={at} className="plot__changed" d={`M${at}h0`} strokeWidth={size} />
      ))}
    </Plot>
  )
}
