import { useId } from 'react'
import type { ModelQuality } from '../../api/schema'
import { count, duration } from '../../ui/words'
import { kept } from './outcomes'

const kinds = { llm: 'Language model', builtin: 'Built-in classifier', none: '' }

const time = (ms: number | null) => (ms === null ? '–' : duration(ms))

/** A row for each engine that made suggestions. */
export function EngineTable({ engines }: { engines: ModelQuality[] }) {
  const id = useId()
  return (
    <section className="card" aria-labelledby={id}>
      <h3 id={id}>By engine</h3>
      <table className="engines" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">Engine</th>
            <th scope="col">Suggestions</th>
            <th scope="col">Priority kept</th>
            <th scope="col">Category kept</th>
            <th scope="col">Half took up to</th>
            <th scope="col">95% took up to</th>
          </tr>
        </thead>
        <tbody>
          {engines.map((engine) => (
            <tr key={`${engine.source} ${engine.model}`}>
              <th scope="row">
                {engine.model || kinds[engine.source]}
                {engine.model && <small>{kinds[engine.source]}</small>}
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
