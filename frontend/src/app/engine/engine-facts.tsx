import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import type { TriageStatus } from '../../api/schema'
import { TimeAgo } from '../../ui/time-ago'
import { engineName, failureName, questions, stateName, ticketsToLabel, whereItRuns } from './engine-words'

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

function Model({ model, parameters, quantization }: TriageStatus) {
  const size = [parameters && t`${parameters} parameters`, quantization].filter(Boolean).join(', ')
  return (
    <Fact name={t`Model`}>
      {model}
      {size && <small>{size}</small>}
    </Fact>
  )
}

function Place({ gpuShare }: { gpuShare: number }) {
  const { place, hint } = whereItRuns(gpuShare)
  return (
    <Fact name={t`Runs`}>
      {place}
      {hint && <small>{hint}</small>}
    </Fact>
  )
}

/** Only what there is to tell: a fact that nobody knows, or a queue with nobody in it, takes no room. */
export function EngineFacts({ status }: { status: TriageStatus }) {
  const { queue, gpu_share, server_version, last_error } = status
  return (
    <dl className="facts">
      <Fact name={t`Answers now`}>{engineName(status.engine)}</Fact>
      {status.model && <Model {...status} />}
      <Fact name={t`State`}>{stateName(status)}</Fact>
      {gpu_share !== null && <Place gpuShare={gpu_share} />}
      {server_version && <Fact name={t`Server`}>Ollama {server_version}</Fact>}
      {queue.in_flight > 0 && <Fact name={t`Questions`}>{questions(queue)}</Fact>}
      {!!queue.background && <Fact name={t`Tickets to label`}>{ticketsToLabel(queue.background)}</Fact>}
      {!!queue.given_up && <Fact name={t`Tickets given up`}>{ticketsToLabel(queue.given_up)}</Fact>}
      {last_error && (
        <Fact name={t`Last failure`}>
          {failureName(last_error.reason)}, <TimeAgo iso={last_error.at} />
        </Fact>
      )}
    </dl>
  )
}
