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

const megabytes = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
/** Bytes in the unit a person would use: `2.5 GB`, `812 MB`. */
export const bytes = (n: number) =>
  n >= 1e9 ? `${megabytes.format(n / 1e9)} GB` : `${whole.format(Math.round(n / 1e6))} MB`

/** Milliseconds in the unit a person would use: `4 ms`, `1.4 s`, `23 s`. */
export const duration = (ms: number) =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
