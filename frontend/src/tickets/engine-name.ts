import type { Actor, SuggestionSource } from '../api/schema'
import { shortModelName } from '../api/triage'

/** What an engine is called in a sentence. */
export const engineName = (engine: Actor | SuggestionSource, model: string) =>
  engine === 'llm' ? shortModelName(model) || 'the language model' : 'the built-in classifier'
