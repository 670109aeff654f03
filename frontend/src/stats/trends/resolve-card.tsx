import { plural, t } from '@lingui/core/macro'
import type { Span, Step, TimeToResolve } from '../../api/schema'
import { longDuration } from '../../ui/words'
import { ChartCard } from '../charts/chart-card'
import type { Column } from '../charts/figures-table'
import { Plot } from '../charts/plot'
import { Plots, useLooked } from '../charts/plots'
import { Readout } from '../charts/readout'
import { lineThrough } from '../charts/scale'
import { nameOfSpan, spanInFile } from './spans'
import { ceilingOfTime } from './time-scale'

const resolved = (): Column<Span> => ({
  name: t`Resolved`,
  value: ({ time_to_resolve }) => time_to_resolve.tickets,
})
const median = ({ time_to_resolve }: Span) => time_to_resolve.median_seconds
const p90 = ({ time_to_resolve }: Span) => time_to_resolve.p90_seconds

const columnsBy = (step: Step): Column<Span>[] => [
  { name: step === 'week' ? t`Week` : t`Day`, value: nameOfSpan },
  resolved(),
  { name: t`Half within`, value: median, show: longDuration },
  { name: t`90% within`, value: p90, show: longDuration },
]

const inFile = (): Column<Span>[] => [
  ...spanInFile(),
  resolved(),
  { name: t`Half within (seconds)`, value: median },
  { name: t`90% within (seconds)`, value: p90 },
]

type ResolveCardProps = { whole: TimeToResolve; spans: Span[]; step: Step }

/** How long people wait, from filing a ticket to the change that resolved it for good. */
export function ResolveCard({ whole, spans, step }: ResolveCardProps) {
  const title = t`Time to resolve`
  const looked = useLooked(spans)
  const times = looked.row?.time_to_resolve ?? whole
  return (
    <ChartCard
      wide
      title={title}
      summary={summaryOf(whole)}
      columns={columnsBy(step)}
      file="time-to-resolve"
      fileColumns={inFile()}
      rows={spans}
    >
      {whole.tickets > 0 && (
        <Readout
          when={looked.row ? nameOfSpan(looked.row) : t`Whole period`}
          values={[
            { name: t`Half within`, mark: 'median', value: written(times.median_seconds) },
            { name: t`90% within`, mark: 'p90', value: written(times.p90_seconds) },
          ]}
        />
      )}
      {whole.tickets > 0 && spans.length > 1 && (
        <Plots
          label={step === 'week' ? t`${title}, week by week` : t`${title}, day by day`}
          rows={spans}
          looked={looked}
          describe={described}
        >
          <Lines spans={spans} />
        </Plots>
      )}
    </ChartCard>
  )
}

const written = (seconds: number | null) => (seconds === null ? '–' : longDuration(seconds))

function described(span: Span) {
  const { tickets, median_seconds, p90_seconds } = span.time_to_resolve
  const days = nameOfSpan(span)
  if (tickets === 0) return t`${days}: none resolved`
  const [half, most] = [written(median_seconds), written(p90_seconds)]
  return t`${days}: half within ${half}, 90% within ${most}`
}

function summaryOf({ tickets }: TimeToResolve) {
  if (tickets === 0) return t`No ticket was resolved in this period.`
  return plural(tickets, {
    one: 'One ticket was resolved for good.',
    other: '# tickets were resolved for good.',
  })
}

function Lines({ spans }: { spans: Span[] }) {
  const medians = spans.map(median)
  const p90s = spans.map(p90)
  const ceiling = ceilingOfTime(Math.max(...p90s.map((seconds) => seconds ?? 0)))
  return (
    <Plot top={longDuration(ceiling)} foot="0" ends={[nameOfSpan(spans[0]!), nameOfSpan(spans.at(-1)!)]}>
      <path className="plot__p90" d={lineThrough(p90s, ceiling)} />
      <path className="plot__median" d={lineThrough(medians, ceiling)} />
    </Plot>
  )
}
