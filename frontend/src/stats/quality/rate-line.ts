import type { Outcomes } from '../../api/schema'
import { heightOf, lineThrough } from '../charts/scale'
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
  const rates = buckets.map((bucket) => (known.includes(bucket) ? rateOf(bucket) : null))
  const dots = rates.flatMap((rate, index) => {
    const size = LARGEST_DOT * Math.sqrt(confirmed(buckets[index]!.outcomes) / most)
    const at = `${(index + 0.5) * slot} ${heightOf(rate ?? 0, ceiling)}`
    return rate === null ? [] : [{ at, size: Math.max(SMALLEST_DOT, size) }]
  })
  return { ceiling, dots, line: lineThrough(rates, ceiling) }
}
