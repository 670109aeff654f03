import type { TriageStatus } from '../api/schema'
import { ShieldIcon, WarningIcon } from '../ui/icons'
import { bytes, percent } from '../ui/words'
import { destinationOf } from './describe-engine'
import { EngineFacts } from './engine-facts'

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
    <EngineFacts status={status} />
    <p className="engine__privacy" data-local={status.local}>
      {status.local ? <ShieldIcon /> : <WarningIcon />}
      {status.local
        ? 'What you write stays on this server.'
        : `What you write is sent to ${destinationOf(status)}.`}
    </p>
  </>
)
