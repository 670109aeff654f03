import { t } from '@lingui/core/macro'
import type { TriageStatus } from '../../api/schema'
import { shortModelName } from '../../api/triage'
import { Download } from '../engine/engine-details'
import { describeEngine } from '../engine/describe-engine'
import { stateName } from '../engine/engine-words'

/** What the language model is doing, and what that means for whoever writes a ticket now. */
export const EngineCard = ({ status }: { status: TriageStatus | undefined }) => (
  <section className="card first-run__engine" aria-labelledby="first-run-engine">
    <h2 id="first-run-engine">
      <span className="engine__dot" data-tone={describeEngine(status).tone} />
      {titleOf(status)}
    </h2>
    {status?.download && <Download {...status.download} />}
    <p>{meaningOf(status)}</p>
  </section>
)

function titleOf(status: TriageStatus | undefined) {
  if (!status) return t`Asking who makes the suggestions…`
  if (status.engine === 'llm') return t`The language model is ready`
  if (status.state === 'off')
    return status.engine === 'builtin' ? t`The built-in classifier is ready` : t`Suggestions are switched off`
  if (status.state === 'downloading' && !status.download?.error) return t`The language model is on its way`
  if (status.state === 'loading') return t`The language model is being loaded`
  return t`The language model is unavailable`
}

function meaningOf(status: TriageStatus | undefined) {
  if (!status) return ''
  const model = shortModelName(status.model)
  if (status.engine === 'llm') return t`${model} reads what is written and suggests within seconds.`
  if (status.engine === 'none') return t`Tickets are filed all the same; people choose category and priority.`
  if (status.state === 'off')
    return t`It suggests within milliseconds, and learns from what your team chooses.`
  if (status.state === 'downloading' || status.state === 'loading')
    return t`Nothing has to wait for it: until then, a small built-in classifier makes the suggestions.`
  const reason = stateName(status)
  return t`${model}: ${reason}. Nothing has to wait for it: a small built-in classifier makes the suggestions meanwhile.`
}
