import { t } from '@lingui/core/macro'
import type { TriageStatus } from '../../api/schema'
import { shortModelName } from '../../api/triage'
import { percent } from '../../ui/words'

type Engine = {
  label: string
  /** The same for a narrow screen. */
  short: string
  tone: 'ready' | 'busy' | 'fallback' | 'off'
  /** How much of the model has been downloaded, 0 to 1. */
  share?: number
}

/** What the header says about who answers, in a few words. */
export function describeEngine(status: TriageStatus | undefined): Engine {
  if (!status) return { label: t`Connecting…`, short: '…', tone: 'off' }
  const model = shortModelName(status.model)
  if (status.engine === 'llm') return { label: placeOf(model, status), short: model, tone: 'ready' }
  if (status.state === 'downloading' && status.download && !status.download.error)
    return describeDownload(model, status.download)
  if (status.state === 'loading') return { label: t`Loading ${model}`, short: t`Loading`, tone: 'busy' }
  return status.engine === 'builtin'
    ? { label: t`Built-in classifier`, short: t`Built-in`, tone: 'fallback' }
    : { label: t`No suggestions`, short: t`Off`, tone: 'off' }
}

const placeOf = (model: string, { local, destination }: TriageStatus) =>
  local ? t`${model} on this server` : t`${model} at ${destination}`

function describeDownload(
  model: string,
  { completed, total }: NonNullable<TriageStatus['download']>,
): Engine {
  if (!total) return { label: t`Downloading ${model}`, short: t`Loading`, tone: 'busy' }
  const share = completed / total
  const done = percent(share)
  return { label: t`Downloading ${model}, ${done}`, short: done, tone: 'busy', share }
}
