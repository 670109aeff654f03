import { t } from '@lingui/core/macro'
import type { Outcomes } from '../../api/schema'
import { percent } from '../../ui/words'

const FEW = 20

/** How many suggestions a person has decided about. */
export const confirmed = ({ accepted, overridden }: Outcomes) => accepted + overridden

/** "86%" or, of so few that a percentage would claim too much, "3 of 5". */
const share = (part: number, whole: number) =>
  whole === 0 ? '–' : whole < FEW ? t`${part} of ${whole}` : percent(part / whole)

export const kept = (outcomes: Outcomes) => share(outcomes.accepted, confirmed(outcomes))

export const changed = (outcomes: Outcomes) => share(outcomes.overridden, confirmed(outcomes))

/** What is left when some of them are taken out. */
export const without = (all: Outcomes, some: Outcomes): Outcomes => ({
  accepted: all.accepted - some.accepted,
  overridden: all.overridden - some.overridden,
  unconfirmed: all.unconfirmed - some.unconfirmed,
  override_rate: null,
})
