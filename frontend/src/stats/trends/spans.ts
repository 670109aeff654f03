import { t } from '@lingui/core/macro'
import type { Span, Trends } from '../../api/schema'
import { dayName, daysName } from '../../ui/words'
import type { Column } from '../charts/figures-table'

export const nameOfSpan = ({ since, until }: Span) =>
  since === until ? dayName(since) : daysName(since, until)

/** From the first day on which there was anything: a year's view of a young system is not eleven empty months. */
export function worthShowing({ over_time }: Trends): Span[] {
  const first = over_time.findIndex(({ created, resolved, backlog }) => created + resolved + backlog > 0)
  return first === -1 ? [] : over_time.slice(first)
}

export const sumOf = (spans: Span[], of: (span: Span) => number) =>
  spans.reduce((sum, span) => sum + of(span), 0)

/** The days of a span as a file has them: with their year, for a spreadsheet to sort. */
export const spanInFile = (): Column<Span>[] => [
  { name: t`From`, value: ({ since }) => since },
  { name: t`To`, value: ({ until }) => until },
]
