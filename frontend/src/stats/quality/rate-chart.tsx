import type { Step } from '../../api/schema'
import { percent } from '../../ui/words'
import { confirmed } from './outcomes'
import { drawRates, type Bucket } from './rate-line'

// The server's days are days of its time zone, so they are shown as they are written.
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

function describe({ start, outcomes }: Bucket, step: Step) {
  const day = dayAndMonth.format(new Date(start))
  return {
    when: step === 'week' ? `Week of ${day}` : day,
    what: confirmed(outcomes) === 0 ? 'none confirmed' : `${outcomes.overridden} of ${confirmed(outcomes)}`,
  }
}

/** How much people changed over time, as a line and, for those who do not see it, as a table. */
export const RateChart = ({ buckets, step }: { buckets: Bucket[]; step: Step }) => (
  <figure className="rate-chart">
    <figcaption>Changed, by {step}</figcaption>
    <Plot buckets={buckets} step={step} />
    <div className="visually-hidden">
      <table>
        <caption>Changed, by {step}</caption>
        <thead>
          <tr>
            <th scope="col">{step === 'week' ? 'Week' : 'Day'}</th>
            <th scope="col">Changed of those confirmed</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket) => (
            <tr key={bucket.start}>
              <th scope="row">{describe(bucket, step).when}</th>
              <td>{describe(bucket, step).what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </figure>
)

function Plot({ buckets, step }: { buckets: Bucket[]; step: Step }) {
  const { ceiling, slot, points, line } = drawRates(buckets)
  return (
    <div className="rate-chart__plot" aria-hidden="true">
      <span>{percent(ceiling)}</span>
      <span>0%</span>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none">
        <path className="rate-chart__grid" d="M0 0H100M0 50H100M0 100H100" />
        <path className="rate-chart__line" d={line} />
        {points.map(({ bucket, left, at, dot }) => (
          <g key={bucket.start}>
            {at && <path className="rate-chart__dot" d={`M${at}h0`} strokeWidth={dot} />}
            <rect x={left} width={slot} height="100">
              <title>{Object.values(describe(bucket, step)).join(': ')}</title>
            </rect>
          </g>
        ))}
      </svg>
      <span>{dayAndMonth.format(new Date(buckets[0]?.start ?? 0))}</span>
      <span>{dayAndMonth.format(new Date(buckets.at(-1)?.start ?? 0))}</span>
    </div>
  )
}
