import { t } from '@lingui/core/macro'
import { byLocale } from '../../../i18n/by-locale'

const day = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
)

const nameOf = (iso: string) => day().format(new Date(`${iso}T00:00`))

/** A day of this device's calendar, as `2026-11-22`; 0 is today. */
export function daysAgo(days: number): string {
  const then = new Date()
  then.setDate(then.getDate() - days)
  // The one locale that writes days as the API does.
  return then.toLocaleDateString('sv-SE')
}

/** Two days, of which either may be empty, in words. */
export function periodName(from: string, to: string): string {
  const [first, last] = [from && nameOf(from), to && nameOf(to)]
  if (first && first === last) return first
  if (first && last) return t`${first} to ${last}`
  if (first) return t`since ${first}`
  return last && t`until ${last}`
}
