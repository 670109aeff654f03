import { t } from '@lingui/core/macro'

/** So many days up to today, or from one day to another; without `until`, to today. Days are as in `2026-11-22`. */
export type Period = { days: number } | { since: string; until?: string }

export const offered = [7, 30, 90, 365]
export const USUAL = 30
// What the server allows.
const MOST_DAYS = 366

const DAY_MS = 86_400_000

const timeOf = (day: string) => Date.parse(`${day}T00:00:00Z`)

export const daysAfter = (day: string, days: number) =>
  new Date(timeOf(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The day that it is where the reader is. */
export function today() {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(timeOf(text))

/** What is wrong with such days, for a person; null when nothing is. */
export function problemWith(since: string, until: string): string | null {
  if (!isDay(since) || !isDay(until)) return t`Enter both dates.`
  if (until > today()) return t`The last day cannot be in the future.`
  const days = (timeOf(until) - timeOf(since)) / DAY_MS + 1
  if (days < 1) return t`The first day must not be after the last.`
  return days > MOST_DAYS ? t`Choose at most ${MOST_DAYS} days, which is a year.` : null
}
