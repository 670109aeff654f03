import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { useEffect, useState, type RefObject } from 'react'
import { useParams } from 'react-router'
import type { Ticket } from '../../../api/schema'
import { useWorksOnTickets } from '../../../api/session'
import { useCommands, type Command } from '../../../ui/commands'
import { fields, type FieldName } from '../../changes/fields'
import { inWords, useUndoableChange } from '../../changes/use-undoable-change'
import type { TicketFilters } from '../../queries'
import { currentTicket, rescueFocus, step } from './rows'
import { useSelection } from './use-selection'

/** What is being asked: a value of a field, for the selection or for one ticket. */
type Asked = { field: FieldName; ids: number[] }

const NONE: Ticket[] = []

/** Working on tickets without opening them: by keys, on one or on many. */
export function useTicketWork(
  loaded: readonly Ticket[] | undefined,
  filters: TicketFilters,
  results: RefObject<HTMLElement | null>,
) {
  const worksOnTickets = useWorksOnTickets()
  const shown = loaded ?? NONE
  const selection = useSelection(
    shown.map(({ id }) => id),
    JSON.stringify(filters),
  )
  const changing = useUndoableChange()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { ids, isAll } = selection
  const isSome = ids.length > 0

  useEffect(() => {
    if (loaded) rescueFocus(results.current)
  }, [loaded, results])

  function ask(field: FieldName) {
    const current = currentTicket()
    if (isSome) setAsked({ field, ids })
    else if (current) setAsked({ field, ids: [current] })
  }
  function answer({ field, ids: meant }: Asked, value: string) {
    const which = isSome && isAll ? { filters } : { ids: meant }
    changing.change({ which, field, value }, selection.clear)
  }
  const open = Number(useParams()['id'])
  /** The ticket whose row has the focus or, if none has, the one that is open beside the list. */
  const subject = () => currentTicket() ?? shown.find(({ id }) => id === open)?.id
  function toggleSubject() {
    const ticket = subject()
    if (ticket) selection.toggle(ticket)
  }
  const hasSubject = () => isSome || (worksOnTickets && currentTicket() !== null)
  useCommands([
    { keys: 'j', isRepeated: true, run: () => step(1) },
    { keys: 'k', isRepeated: true, run: () => step(-1) },
    {
      name: t`Select the ticket`,
      keys: 'x',
      when: () => worksOnTickets && subject() !== undefined,
      run: toggleSubject,
    },
    ...Object.values(fields).map(({ name, command, key }): Command => ({
      name: i18n._(command),
      keys: key,
      when: hasSubject,
      run: () => ask(name),
    })),
    {
      name: t`Undo the last change`,
      keys: 'z',
      when: () => changing.message?.undo !== undefined,
      run: changing.undo,
    },
    {
      name: t`Select all that match`,
      when: () => worksOnTickets && shown.length > 0 && !isAll,
      run: selection.selectAll,
    },
    { name: t`Select nothing`, keys: 'Escape', when: () => isSome, run: selection.clear },
  ])

  const one = asked?.ids.length === 1 ? shown.find(({ id }) => id === asked.ids[0]) : undefined
  const question = asked && {
    field: asked.field,
    subject: isAll ? t`all tickets that match` : inWords(asked.ids),
    current: one?.[asked.field],
    onChoose: (value: string) => answer(asked, value),
    onClose: () => setAsked(null),
  }
  return { selection, changing, ask, question, filters }
}

export type TicketWork = ReturnType<typeof useTicketWork>
