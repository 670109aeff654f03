import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { useState } from 'react'
import type { TicketDetail } from '../../api/schema'
import { useCommands, type Command } from '../../ui/commands'
import { fields, type FieldName } from '../changes/fields'
import { isListMeant } from '../list/selection/rows'
import type { Change } from './use-ticket-changes'

const commandNames = {
  status: msg`Set the status of this ticket…`,
  category: msg`Set the category of this ticket…`,
  priority: msg`Set the priority of this ticket…`,
}

type Doing = { edit: () => void; save: (change: Change) => void }

/** Working on an open ticket by keys: those of the list, unless it is meant itself. Answers what is being asked. */
export function useTicketKeys(ticket: TicketDetail, worksOnTickets: boolean, { edit, save }: Doing) {
  const [asked, setAsked] = useState<FieldName | null>(null)
  const when = () => worksOnTickets && !isListMeant()
  useCommands([
    { name: t`Edit title and description`, keys: 'e', when, run: edit },
    ...Object.values(fields).map(({ name, key }): Command => ({
      name: i18n._(commandNames[name]),
      keys: key,
      when,
      run: () => setAsked(name),
    })),
  ])
  return (
    asked && {
      field: asked,
      subject: t`ticket ${{ number: ticket.id }}`,
      current: ticket[asked],
      onChoose: (value: string) => save({ [asked]: value }),
      onClose: () => setAsked(null),
    }
  )
}
