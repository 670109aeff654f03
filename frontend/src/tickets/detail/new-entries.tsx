import { plural, t } from '@lingui/core/macro'
import { useCommands } from '../../ui/commands'
import { isListMeant } from '../list/selection/rows'

type NewEntriesProps = { number: number; onShow: () => void }

/** Tells of entries that others added, in a place of its own that is always there, and shows them when asked to. */
export function NewEntries({ number, onShow }: NewEntriesProps) {
  useCommands([
    { name: t`Show new entries`, keys: 'u', when: () => number > 0 && !isListMeant(), run: onShow },
  ])
  return (
    <div className="new-entries" role="status">
      {number > 0 && (
        <button type="button" className="offer" aria-keyshortcuts="u" onClick={onShow}>
          {plural(number, { one: '# new entry', other: '# new entries' })}
        </button>
      )}
    </div>
  )
}
