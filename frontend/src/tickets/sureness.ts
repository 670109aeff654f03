import { percent } from '../ui/words'

const UNSURE_BELOW = 0.5
// Nobody can be wholly sure of a label, a classifier least of all.
const MOST = 0.99

/** A confidence (0 to 1) in words; nothing where the engine gave none. */
export function sureness(confidence: number | null | undefined): string | null {
  if (confidence === null || confidence === undefined) return null
  const share = percent(Math.min(confidence, MOST))
  return confidence < UNSURE_BELOW ? `unsure (${share})` : `${share} sure`
}
