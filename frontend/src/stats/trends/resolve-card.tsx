import { useState } from 'react'
import type { Span, Step, TimeToResolve } from '../../api/schema'
import { count, longDuration } from '../../ui/words'
import { ChartCard } from '../charts/chart-card'
import { Cursor } from '../charts/cursor'
import type { Column } from '../charts/figures-table'
import { Plot } from '../charts/plot'
import { Readout } from '../charts/readout'
import { lineThrough } from '../charts/scale'
import { nameOfSpan, spanInFile } from './spans'
import { ceilingOfTime } from './time-scale'

const TITLE = 'Time to resolve'

const RESOLVED: Column<Span> = { name: 'Resolved', value: ({ time_to_resolve }) => time_to_resolve.tickets }
const median = ({ time_to_resolve }: Span) => time_to_resolve.median_seconds
const p90 = ({ time_to_resolve }: Span) => time_to_resolve.p90_seconds

const columnsBy = (step: Step): Column<Span>[] => [
  { name: step === 'week' ? 'Week' : 'Day', value: nameOfSpan },
  RESOLVED,
  { name: 'Half within', value: median, show: longDuration },
  { name: '90% within', value: p90, show: longDuration },
]

const FILE: Column<Span>[] = [
  ...spanInFile,
  RESOLVED,
  { name: 'Half within (seconds)', value: median },
  { name: '90% within (seconds)', value: p90 },
]

type ResolveCardProps = { whole: TimeToResolve; spans: Span[]; step: Step }

/** How long people wait, from filing a ticket to the change that resolved it for good. */
export function ResolveCard({ whole, spans, step }: ResolveCardProps) {
  const [at, setAt] = useState<number | null>(null)
  const looked = at === null ? undefined : spans[at]
  const times = looked?.time_to_resolve ?? whole
  return (
    <ChartCard
      wide
      title={TITLE}
      summary={summaryOf(whole)}
      columns={columnsBy(step)}
      file="time-to-resolve"
      fileColumns={FILE}
      rows={spans}
    >
      {whole.tickets > 0 && (
        <Readout
          when={looked ? nameOfSpan(looked) : 'Whole period'}
          values={[
            { name: 'Half within', mark: 'median', value: written(times.median_seconds) },
            { name: '90% within', mark: 'p90', value: written(times.p90_seconds) },
          ]}
        />
      )}
      {whole.tickets > 0 && spans.length > 1 && (
        <div className="plots">
          <Lines spans={spans} />
          <Cursor
            label={step === 'week' ? `${TITLE}, week by week` : `${TITLE}, day by day`}
            count={spans.length}
            at={looked ? at : null}
            describe={(index) => described(spans[index]!)}
            onMove={setAt}
          />
        </div>
      )}
    </ChartCard>
  )
}

const written = (seconds: number | null) => (seconds === null ? '–' : longDuration(seconds))

function described(span: Span) {
  const { tickets, median_seconds, p90_seconds } = span.time_to_resolve
  if (tickets === 0) return `${nameOfSpan(span)}: none resolved`
  return `${nameOfSpan(span)}: half within ${written(median_seconds)}, 90% within ${written(p90_seconds)}`
}

function summaryOf({ tickets }: TimeToResolve) {
  if (tickets === 0) return 'No ticket was resolved in these days.'
  return tickets === 1
    ? 'One ticket was resolved for good.'
    : `${count(tickets)} tickets were resolved for good.`
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
