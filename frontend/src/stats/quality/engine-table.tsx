import { t } from '@lingui/core/macro'
import { useId } from 'react'
import type { ModelQuality, SuggestionSource } from '../../api/schema'
import { count, duration } from '../../ui/words'
import { kept } from './outcomes'

const kindOf = (source: SuggestionSource) =>
  ({ llm: t`Language model`, builtin: t`Built-in classifier`, none: '' })[source]

const time = (ms: number | null) => (ms === null ? '–' : duration(ms))

/** A row for each engine that made suggestions. */
export function EngineTable({ engines }: { engines: ModelQuality[] }) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <h3 id={id}>{t`By engine`}</h3>
      <table className="engines" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{t`Engine`}</th>
            <th scope="col">{t`Suggestions`}</th>
            <th scope="col">{t`Priority kept`}</th>
            <th scope="col">{t`Category kept`}</th>
            <th scope="col">{t`Half took up to`}</th>
            <th scope="col">{t`95% took up to`}</th>
          </tr>
        </thead>
        <tbody>
          {engines.map((engine) => (
            <tr key={`${engine.source} ${engine.model}`}>
              <th scope="row">
                {engine.model || kindOf(engine.source)}
                {engine.model && <small>{kindOf(engine.source)}</small>}
              </th>
              <td>{count(engine.suggestions)}</td>
              <td>{kept(engine.priority)}</td>
              <td>{kept(engine.category)}</td>
              <td>{time(engine.latency_p50_ms)}</td>
              <td>{time(engine.latency_p95_ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
