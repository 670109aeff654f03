import type { TriageStatus } from '../api/schema'
import { ShieldIcon, WarningIcon } from '../ui/icons'
import { bytes, percent } from '../ui/words'
import { destinationOf } from './describe-engine'

const engineNames = { llm: 'The language model', builtin: 'The built-in classifier', none: 'Nobody' }
const stateNames = {
  ready: 'Ready',
  loading: 'Being loaded into memory',
  downloading: 'Being downloaded',
  missing: 'Not on this server yet',
  outdated: 'Its server is too old',
  unfit: 'Cannot do this work',
  unreachable: 'Cannot be reached',
  unauthorized: 'Does not accept the key',
  off: 'Switched off',
}

function Download({ completed, total, error }: NonNullable<TriageStatus['download']>) {
  if (error) return <p className="engine__error">The download stopped: {error}</p>
  return (
    <div className="engine__download">
      <progress aria-label="Download of the model" {...(total ? { value: completed, max: total } : {})} />
      <p>
        {total ? `${bytes(completed)} of ${bytes(total)}, ${percent(completed / total)}` : bytes(completed)}
      </p>
    </div>
  )
}

export const EngineDetails = ({ status }: { status: TriageStatus }) => (
  <>
    <h2>Suggestions</h2>
    <p>{status.detail}</p>
    {status.download && <Download {...status.download} />}
    <dl className="facts">
      <dt>Answers now</dt>
      <dd>{engineNames[status.engine]}</dd>
      {status.model && (
        <>
          <dt>Model</dt>
          <dd>{status.model}</dd>
        </>
      )}
      <dt>State</dt>
      <dd>{stateNames[status.state]}</dd>
    </dl>
    <p className="engine__privacy" data-local={status.local}>
      {status.local ? <ShieldIcon /> : <WarningIcon />}
      {status.local
        ? 'What you write stays on this server.'
        : `What you write is sent to ${destinationOf(status)}.`}
    </p>
  </>
)
