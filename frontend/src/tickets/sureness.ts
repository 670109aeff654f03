import { percent } from '../ui/words'

const UNSURE_BELOW = 0.5

/** A confidence (0 to 1) in words; nothing where the engine gave none. */
export function sureness(confidence: number | null | undefined): string | null {
  if (confidence === null || confidence === undefined) return null
  return confidence < UNSURE_BELOW ? `unsure (${percent(confidence)})` : `${percent(confidence)} sure`
}
