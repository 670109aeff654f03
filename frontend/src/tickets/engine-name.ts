import { t } from '@lingui/core/macro'
import type { Actor, SuggestionSource } from '../api/schema'
import { shortModelName } from '../api/triage'

/** What an engine is called within a sentence. */
export const engineName = (engine: Actor | SuggestionSource, model: string) =>
  engine === 'llm' ? shortModelName(model) || t`the language model` : t`the built-in classifier`

/** The same, where a sentence begins with it. */
export const engineNameAtStart = (engine: Actor | SuggestionSource, model: string) =>
  engine === 'llm' ? shortModelName(model) || t`The language model` : t`The built-in classifier`
