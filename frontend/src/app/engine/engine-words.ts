import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { FallbackReason, ModelState, SuggestionSource, TriageStatus } from '../../api/schema'
import { count, percent } from '../../ui/words'

const engineNames: Record<SuggestionSource, MessageDescriptor> = {
  llm: msg`The language model`,
  builtin: msg`The built-in classifier`,
  none: msg`Nobody`,
}

export const engineName = (engine: SuggestionSource) => i18n._(engineNames[engine])

const stateNames: Record<ModelState, MessageDescriptor> = {
  ready: msg`Ready`,
  loading: msg`Being loaded into memory`,
  downloading: msg`Being downloaded`,
  missing: msg`Not on this server yet`,
  outdated: msg`Its server is too old`,
  unfit: msg`Not able to do this`,
  unreachable: msg`Cannot be reached`,
  unauthorized: msg`Does not accept the key`,
  off: msg`Switched off`,
}

export function stateName({ state, breaker, provider, local }: TriageStatus) {
  if (state === 'ready' && breaker.state === 'open')
    return t`Left alone after failures, next try in ${{ seconds: breaker.retry_in }} s`
  if (state === 'ready' && breaker.state === 'half_open') return t`On trial after failures`
  if (state === 'missing' && !(local && provider === 'ollama')) return t`Not offered there`
  return i18n._(stateNames[state])
}

const failureNames: Record<FallbackReason, MessageDescriptor> = {
  unreachable: msg`Could not be reached`,
  model_missing: msg`Was not there`,
  model_loading: msg`Was still being loaded`,
  timeout: msg`Took too long`,
  busy: msg`Had too much to do`,
  invalid_answer: msg`Gave no usable answer`,
  truncated: msg`Was cut off`,
  server_error: msg`Reported an error`,
  server_outdated: msg`Its server was too old`,
  unauthorized: msg`Did not accept the key`,
}

/** What went wrong, in the words of somebody who looks after it. */
export const failureName = (reason: FallbackReason) => i18n._(failureNames[reason])

/** Where the model runs, and what an operator should know about that. */
export function whereItRuns(gpuShare: number): { place: string; hint?: string } {
  if (gpuShare >= 1) return { place: t`On the GPU` }
  const share = percent(gpuShare)
  if (gpuShare > 0)
    return {
      place: t`${share} on the GPU, the rest on the CPU`,
      hint: t`It does not fit into the memory of the GPU, which slows it down. A smaller model may be faster.`,
    }
  return {
    place: t`On the CPU`,
    hint: t`Slower than on a GPU. If this server has one, Ollama does not use it.`,
  }
}

export function questions(queue: TriageStatus['queue']) {
  const [inFlight, waiting] = [count(queue.in_flight), count(queue.waiting)]
  return queue.waiting > 0 ? t`${inFlight} at work, ${waiting} waiting` : t`${inFlight} at work`
}

const MOST_COUNTED = 1000

export function ticketsToLabel(background: number) {
  const most = count(MOST_COUNTED)
  return background < MOST_COUNTED ? count(background) : t`${most} or more`
}
