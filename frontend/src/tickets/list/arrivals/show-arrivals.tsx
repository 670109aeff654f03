import { plural, t } from '@lingui/core/macro'
import { useCommands } from '../../../ui/commands'
import type { Arrivals } from './use-arrivals'

/** Tells of tickets that came in, and shows them when it is asked to. */
export function ShowArrivals({ arrivals }: { arrivals: Arrivals }) {
  const { number, isMore, show } = arrivals
  useCommands([{ name: t`Show new tickets`, keys: 'u', run: show }])
  return (
    <button type="button" className="arrivals__show" aria-keyshortcuts="u" onClick={show}>
      {isMore
        ? plural({ number }, { one: '#+ new ticket', other: '#+ new tickets' })
        : plural({ number }, { one: '# new ticket', other: '# new tickets' })}
    </button>
  )
}
