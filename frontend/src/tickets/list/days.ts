const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

const nameOf = (iso: string) => day.format(new Date(`${iso}T00:00`))

/** A day of this device's calendar, as `2026-11-22`; 0 is today. */
export function daysAgo(days: number): string {
  const then = new Date()
  then.setDate(then.getDate() - days)
  // The one locale that writes days as the API does.
  return then.toLocaleDateString('sv-SE')
}

/** Two days, of which either may be empty, in words. */
export function periodName(from: string, to: string): string {
  if (from && from === to) return nameOf(from)
  if (from && to) return `${nameOf(from)} to ${nameOf(to)}`
  if (from) return `since ${nameOf(from)}`
  return to && `until ${nameOf(to)}`
}
