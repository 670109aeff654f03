import { t } from '@lingui/core/macro'
import { byLocale } from '../i18n/by-locale'
import { useNow } from './use-now'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const relative = byLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const exact = byLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }))
const short = byLocale(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
)
const day = byLocale((locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }))
const dayAndYear = byLocale((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))

/** `30 Nov 2026, 18:00` */
export const dayAndTime = (then: Date) => short().format(then)

/** "5 minutes ago", "yesterday"; after a week the date, with the year unless it is this one. */
export function timeAgo(then: Date, now: Date): string {
  const seconds = (now.getTime() - then.getTime()) / 1000
  if (seconds < 45) return t`just now`
  if (seconds < HOUR) return relative().format(-Math.max(1, Math.round(seconds / MINUTE)), 'minute')
  if (seconds < DAY) return relative().format(-Math.max(1, Math.floor(seconds / HOUR)), 'hour')
  if (seconds < 7 * DAY) return relative().format(-Math.floor(seconds / DAY), 'day')
  return (then.getFullYear() === now.getFullYear() ? day() : dayAndYear()).format(then)
}

export function TimeAgo({ iso }: { iso: string }) {
  const now = useNow()
  const then = new Date(iso)
  return (
    <time dateTime={iso} title={exact().format(then)}>
      {timeAgo(then, now)}
    </time>
  )
}
