const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]

/** The round number at or above a value where an axis of numbers ends. */
export function ceilingOf(largest: number) {
  if (largest <= 1) return 1
  const unit = 10 ** Math.floor(Math.log10(largest))
  return STEPS.map((step) => step * unit).find((end) => end >= largest && Number.isInteger(end))!
}

/** Heights between 0 and `ceiling` in a square of 100 by 100, whose top is 0. */
export const heightOf = (value: number, ceiling: number) => 100 - (value / ceiling) * 100

/** A line through the middles of equal slots; it breaks where there is no value. */
export function lineThrough(values: (number | null)[], ceiling: number) {
  const slot = 100 / values.length
  return values
    .map((value, index) => {
      if (value === null) return ''
      const begins = index === 0 || values[index - 1] === null
      // A value between gaps is a line of no length, which round ends make a dot.
      return `${begins ? 'M' : 'L'}${(index + 0.5) * slot} ${heightOf(value, ceiling)}${begins ? 'h0' : ''}`
    })
    .join('')
}
