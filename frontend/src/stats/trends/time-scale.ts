import { ceilingOf } from '../charts/scale'

const UNITS = [60, 3_600, 86_400]

/** The round time at or above some seconds: a number of minutes, of hours or, from two days on, of days. */
export function ceilingOfTime(seconds: number) {
  const unit = UNITS.findLast((size, index) => seconds >= size * (index === 2 ? 2 : 1)) ?? UNITS[0]!
  return ceilingOf(seconds / unit) * unit
}
