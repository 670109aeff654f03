import { t } from '@lingui/core/macro'
import type { Actor, SuggestionSource } from '../api/schema'
import { shortModelName } from '../api/triage'

/** What an engine is called in a sentence. */
export const engineName = (engine: Actor | SuggestionSource, model: string) =>
  engine === 'llm' ? shortModelName(model) || t`the language model` : t`the built-in classifier`
