import { t } from '@lingui/core/macro'
import type { Span, Step } from '../../api/schema'
import { count } from '../../ui/words'
import { ChartCard } from '../charts/chart-card'
import type { Column } from '../charts/figures-table'
import { Plot } from '../charts/plot'
import { Plots, useLooked } from '../charts/plots'
import { Readout } from '../charts/readout'
import { ceilingOf, heightOf, lineThrough } from '../charts/scale'
import { nameOfSpan, spanInFile, sumOf } from './spans'

const numbers = (): Column<Span>[] => [
  { name: t`Created`, value: ({ created }) => created },
  { name: t`Resolved`, value: ({ resolved }) => resolved },
  { name: t`Reopened`, value: ({ reopened }) => reopened },
  { name: t`Backlog at the end`, value: ({ backlog }) => backlog },
]

type FlowCardProps = { spans: Span[]; step: Step }

/** Whether the team keeps up. */
export function FlowCard({ spans, step }: FlowCardProps) {
  const title = t`Created, resolved and backlog`
  const looked = useLooked(spans)
  return (
    <ChartCard
      wide
      title={title}
      summary={summaryOf(spans)}
      columns={[{ name: step === 'week' ? t`Week` : t`Day`, value: nameOfSpan }, ...numbers()]}
      file="created-resolved-backlog"
      fileColumns={[...spanInFile(), ...numbers()]}
      rows={spans}
    >
      <Readout
        when={looked.row ? nameOfSpan(looked.row) : t`Whole period`}
        values={valuesOf(looked.row ? [looked.row] : spans)}
      />
      {spans.length > 1 && (
        <Plots
          label={step === 'week' ? t`${title}, week by week` : t`${title}, day by day`}
          rows={spans}
          looked={looked}
          describe={described}
        >
          <Bars spans={spans} />
          <Backlog spans={spans} />
        </Plots>
      )}
    </ChartCard>
  )
}

const valuesOf = (spans: Span[]) => [
  { name: t`Created`, mark: 'created' as const, value: count(sumOf(spans, ({ created }) => created)) },
  { name: t`Resolved`, mark: 'resolved' as const, value: count(sumOf(spans, ({ resolved }) => resolved)) },
  { name: t`Backlog`, mark: 'backlog' as const, value: count(spans.at(-1)!.backlog) },
]

function described(span: Span) {
  const { created, resolved, backlog } = span
  const days = nameOfSpan(span)
  return t`${days}: ${created} created, ${resolved} resolved, ${backlog} in the backlog`
}

function summaryOf(spans: Span[]) {
  const growth =
    sumOf(spans, ({ created }) => created) +
    sumOf(spans, ({ reopened }) => reopened) -
    sumOf(spans, ({ resolved }) => resolved)
  if (growth === 0) return t`As much was resolved as came in.`
  const number = count(Math.abs(growth))
  return growth > 0 ? t`The backlog grew by ${number}.` : t`The backlog shrank by ${number}.`
}

function Bars({ spans }: { spans: Span[] }) {
  const ceiling = ceilingOf(Math.max(...spans.flatMap(({ created, resolved }) => [created, resolved])))
  const slot = 100 / spans.length
  const bar = (value: number, left: number) => {
    const top = heightOf(value, ceiling)
    return `M${left} 100V${top}h${slot * 0.32}V100`
  }
  return (
    <Plot top={count(ceiling)} foot="0">
      <path
        className="plot__created"
        d={spans.map(({ created }, index) => bar(created, (index + 0.15) * slot)).join('')}
      />
      <path
        className="plot__resolved"
        d={spans.map(({ resolved }, index) => bar(resolved, (index + 0.53) * slot)).join('')}
      />
    </Plot>
  )
}

function Backlog({ spans }: { spans: Span[] }) {
  const values = spans.map(({ backlog }) => backlog)
  const ceiling = ceilingOf(Math.max(...values))
  const line = lineThrough(values, ceiling)
  const half = 50 / spans.length
  return (
    <Plot top={count(ceiling)} foot="0" ends={[nameOfSpan(spans[0]!), nameOfSpan(spans.at(-1)!)]}>
      <path className="plot__under" d={`${line}V100H${half}`} />
      <path className="plot__backlog" d={line} />
    </Plot>
  )
}
