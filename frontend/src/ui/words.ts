import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { Category, Priority, Status } from '../api/schema'
import { byLocale } from '../i18n/by-locale'

/** What people read for each value of the API. */
const names: Record<Category | Priority | Status, MessageDescriptor> = {
  billing: msg({ message: 'Billing', context: 'category' }),
  technical: msg({ message: 'Technical', context: 'category' }),
  account: msg({ message: 'Account', context: 'category' }),
  general: msg({ message: 'General', context: 'category' }),
  low: msg({ message: 'Low', context: 'priority' }),
  medium: msg({ message: 'Medium', context: 'priority' }),
  high: msg({ message: 'High', context: 'priority' }),
  critical: msg({ message: 'Critical', context: 'priority' }),
  open: msg({ message: 'Open', context: 'status' }),
  in_progress: msg({ message: 'In progress', context: 'status' }),
  resolved: msg({ message: 'Resolved', context: 'status' }),
  closed: msg({ message: 'Closed', context: 'status' }),
}

/** The name of any category, priority or status; anything else is returned as it is. */
export const nameOf = (value: string) => (value in names ? i18n._(names[value as keyof typeof names]) : value)

const wholePercent = byLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent' }))
export const percent = (share: number) => wholePercent().format(share)

/** A share as a length of CSS, which is written the same in every language. */
export const length = (share: number) => `${share * 100}%`

const whole = byLocale((locale) => new Intl.NumberFormat(locale))
export const count = (n: number) => whole().format(n)

const oneDecimal = byLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }))
/** At most one digit after the point: `8.3`. */
export const decimal = (n: number) => oneDecimal().format(n)

/** Bytes in the unit a person would use: `2.5 GB`, `812 MB`. */
export const bytes = (n: number) => (n >= 1e9 ? `${decimal(n / 1e9)} GB` : `${count(Math.round(n / 1e6))} MB`)

const oneTenth = byLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
)
/** Always one digit after the point: `8.0`. */
export const tenths = (n: number) => oneTenth().format(n)

/** Milliseconds in the unit a person would use: `4 ms`, `1.4 s`, `23 s`. */
export function duration(ms: number) {
  if (ms < 1000) return `${Math.round(ms)} ms`
  return ms < 10_000 ? `${tenths(ms / 1000)} s` : `${Math.round(ms / 1000)} s`
}

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400]

/** Seconds in the unit a person would use of work: `12 min`, `5.5 h`, `3.2 days`. */
export function longDuration(seconds: number) {
  if (seconds < HOUR) return `${Math.round(seconds / MINUTE)} min`
  if (seconds < 2 * DAY) return `${decimal(seconds / HOUR)} h`
  const days = decimal(seconds / DAY)
  return t`${days} days`
}

// The server's days are days of its time zone, so they are shown as they are written.
const dayAndMonth = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
)

/** `22 Nov`, of a day as in `2026-11-22`. */
export const dayName = (day: string) => dayAndMonth().format(new Date(day))

/** `16–22 Nov`, or `22 Nov` when both days are the same. */
export const daysName = (since: string, until: string) =>
  dayAndMonth().formatRange(new Date(since), new Date(until))
