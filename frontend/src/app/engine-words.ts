import type { FallbackReason, ModelState, SuggestionSource, TriageStatus } from '../api/schema'
import { count, percent } from '../ui/words'

export const engineNames: Record<SuggestionSource, string> = {
  llm: 'The language model',
  builtin: 'The built-in classifier',
  none: 'Nobody',
}

const stateNames: Record<ModelState, string> = {
  ready: 'Ready',
  loading: 'Being loaded into memory',
  downloading: 'Being downloaded',
  missing: 'Not on this server yet',
  outdated: 'Its server is too old',
  unfit: 'Not able to do this',
  unreachable: 'Cannot be reached',
  unauthorized: 'Does not accept the key',
  off: 'Switched off',
}

export function stateName({ state, breaker, provider, local }: TriageStatus) {
  if (state === 'ready' && breaker.state === 'open')
    return `Left alone after failures, next try in ${breaker.retry_in} s`
  if (state === 'ready' && breaker.state === 'half_open') return 'On trial after failures'
  if (state === 'missing' && !(local && provider === 'ollama')) return 'Not offered there'
  return stateNames[state]
}

/** What went wrong, in the words of somebody who looks after it. */
export const failureNames: Record<FallbackReason, string> = {
  unreachable: 'Could not be reached',
  model_missing: 'Was not there',
  model_loading: 'Was still being loaded',
  timeout: 'Took too long',
  busy: 'Had too much to do',
  invalid_answer: 'Gave no usable answer',
  truncated: 'Was cut off',
  server_error: 'Reported an error',
  server_outdated: 'Its server was too old',
  unauthorized: 'Did not accept the key',
}

/** Where the model runs, and what an operator should know about that. */
export function whereItRuns(gpuShare: number): { place: string; hint?: string } {
  if (gpuShare >= 1) return { place: 'On the GPU' }
  if (gpuShare > 0)
    return {
      place: `${percent(gpuShare)} on the GPU, the rest on the CPU`,
      hint: 'It does not fit into the memory of the GPU, which slows it down. A smaller model may be faster.',
    }
  return {
    place: 'On the CPU',
    hint: 'Slower than on a GPU. If this server has one, Ollama does not use it.',
  }
}

export const questions = ({ in_flight, waiting }: TriageStatus['queue']) =>
  waiting > 0 ? `${count(in_flight)} at work, ${count(waiting)} waiting` : `${count(in_flight)} at work`

const MOST_COUNTED = 1000

export const ticketsToLabel = (background: number) =>
  background < MOST_COUNTED ? count(background) : `${count(MOST_COUNTED)} or more`
