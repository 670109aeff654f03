import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TicketDetail } from '../../../api/schema'
import { ticketQueries } from '../../queries'
import { changeScope, currentOf, patchTicket } from '../patch-ticket'
import { textFields, writeEdit, type TextField } from './edit-draft'

/** `seen`: the ticket as it was on screen when its text was decided on. */
type Saving = { changes: { [Field in TextField]?: string }; seen: TicketDetail }

/** Whether what was changed meanwhile has nothing to do with what is to be saved. */
const isElsewhere = ({ changes, seen }: Saving, current: TicketDetail) =>
  textFields.every(
    (field) =>
      changes[field] === undefined || current[field] === seen[field] || current[field] === changes[field],
  )

async function save(saving: Saving): Promise<TicketDetail> {
  const { changes, seen } = saving
  try {
    return await patchTicket(seen.id, { ...changes, version: seen.version })
  } catch (error) {
    const current = currentOf(error as Error)
    if (!current || !isElsewhere(saving, current)) throw error
    return save({ changes, seen: current })
  }
}

/** Saves a ticket's text. Only what somebody else wrote into the same field stands in its way. */
export function useSaveText(id: number) {
  const queryClient = useQueryClient()
  const { queryKey } = ticketQueries.detail(id)
  return useMutation({
    scope: changeScope(id),
    mutationFn: save,
    // Without going back to what was there when that reading began: a change may have been saved since.
    onMutate: () => queryClient.cancelQueries({ queryKey }, { revert: false }),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved)
      writeEdit(id, {})
    },
    onError: (error) => queryClient.setQueryData(queryKey, (seen) => currentOf(error) ?? seen),
  })
}
