import type { Category, Priority, Status } from '../api/schema'

/** What people read for each value of the API. */
export const categoryNames: Record<Category, string> = {
  billing: 'Billing',
  technical: 'Technical',
  account: 'Account',
  general: 'General',
}

export const priorityNames: Record<Priority, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}

export const statusNames: Record<Status, string> = {
  open: 'Open',
  in_progress: 'In progress',
  resolved: 'Resolved',
  closed: 'Closed',
}

const names: Record<string, string> = { ...categoryNames, ...priorityNames, ...statusNames }

/** The name of any category, priority or status; anything else is returned as it is. */
export const nameOf = (value: string) => names[value] ?? value

export const percent = (share: number) => `${Math.round(share * 100)}%`

const whole = new Intl.NumberFormat('en-GB')
export const count = (n: number) => whole.format(n)

const oneDecimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
/** Bytes in the unit a person would use: `2.5 GB`, `812 MB`. */
export const bytes = (n: number) =>
  n >= 1e9 ? `${oneDecimal.format(n / 1e9)} GB` : `${whole.format(Math.round(n / 1e6))} MB`

/** Milliseconds in the unit a person would use: `4 ms`, `1.4 s`, `23 s`. */
export const duration = (ms: number) =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400]

/** Seconds in the unit a person would use of work: `12 min`, `5.5 h`, `3.2 days`. */
export function longDuration(seconds: number) {
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`
  if (seconds < 2 * DAY) return `${oneDecimal.format(seconds / HOUR)} h`
  return `${oneDecimal.format(seconds / DAY)} days`
}

// The server's days are days of its time zone, so they are shown as they are written.
const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** `22 Nov`, of a day as in `2026-11-22`. */
export const dayName = (day: string) => dayAndMonth.format(new Date(day))

/** `16–22 Nov`, or `22 Nov` when both days are the same. */
export const daysName = (since: string, until: string) =>
  dayAndMonth.formatRange(new Date(since), new Date(until))
