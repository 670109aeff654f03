import type { TriageStatus } from '../api/schema'
import { shortModelName } from '../api/triage'
import { percent } from '../ui/words'

type Engine = {
  label: string
  /** The same for a narrow screen. */
  short: string
  tone: 'ready' | 'busy' | 'fallback' | 'off'
  /** How much of the model has been downloaded, 0 to 1. */
  share?: number
}

export const destinationOf = (status: TriageStatus) => (status.local ? 'this server' : status.destination)

/** What the header says about who answers, in a few words. */
export function describeEngine(status: TriageStatus | undefined): Engine {
  if (!status) return { label: 'Connecting…', short: '…', tone: 'off' }
  const model = shortModelName(status.model)
  if (status.engine === 'llm')
    return {
      label: `${model} ${status.local ? 'on' : 'at'} ${destinationOf(status)}`,
      short: model,
      tone: 'ready',
    }
  if (status.state === 'downloading' && status.download && !status.download.error) {
    const { completed, total } = status.download
    if (!total) return { label: `Downloading ${model}`, short: 'Loading', tone: 'busy' }
    const share = completed / total
    return { label: `Downloading ${model}, ${percent(share)}`, short: percent(share), tone: 'busy', share }
  }
  if (status.state === 'loading') return { label: `Loading ${model}`, short: 'Loading', tone: 'busy' }
  return status.engine === 'builtin'
    ? { label: 'Built-in classifier', short: 'Built-in', tone: 'fallback' }
    : { label: 'No suggestions', short: 'Off', tone: 'off' }
}
