import type { Outcomes } from '../../api/schema'
import { confirmed } from './outcomes'

export type Bucket = { start: string; outcomes: Outcomes }

const CEILINGS = [0.1, 0.25, 0.5]
const SMALLEST_DOT = 3
const LARGEST_DOT = 9

const rateOf = ({ outcomes }: Bucket) => outcomes.overridden / confirmed(outcomes)

/**
 * The line in a square of 100 by 100, from 0 below to `ceiling` above. It breaks where nobody confirmed anything, and
 * a dot's area stands for how many did: a rate of few is drawn small.
 */
export function drawRates(buckets: Bucket[]) {
  const known = buckets.filter(({ outcomes }) => confirmed(outcomes) > 0)
  const largestRate = Math.max(0, ...known.map(rateOf))
  const ceiling = CEILINGS.find((value) => value >= largestRate) ?? 1
  const most = Math.max(1, ...known.map(({ outcomes }) => confirmed(outcomes)))
  const slot = 100 / buckets.length
  const points = buckets.map((bucket, index) => ({
    bucket,
    left: index * slot,
    at: known.includes(bucket) ? `${(index + 0.5) * slot} ${100 - (rateOf(bucket) / ceiling) * 100}` : null,
    dot: Math.max(SMALLEST_DOT, LARGEST_DOT * Math.sqrt(confirmed(bucket.outcomes) / most)),
  }))
  const line = points.map(({ at }, index) => at && `${points[index - 1]?.at ? 'L' : 'M'}${at}`).join('')
  return { ceiling, slot, points, line }
}
