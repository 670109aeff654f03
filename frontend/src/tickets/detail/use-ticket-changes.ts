import { useMutation, useMutationState, useQueryClient, type Mutation } from '@tanstack/react-query'
import type { Category, Priority, Status, TicketDetail } from '../../api/schema'
import { ticketQueries } from '../queries'
import { changeScope, currentOf, patchTicket } from './patch-ticket'

export type Change = { status?: Status; category?: Category; priority?: Priority }

/** A change that was not saved; `current` is there when someone else changed the ticket first. */
export type FailedChange = {
  change: Change
  error: Error
  seen: TicketDetail | undefined
  current: TicketDetail | undefined
}

type ChangeMutation = Mutation<TicketDetail, Error, Change, { seen: TicketDetail | undefined }>

/** Saves changes of one ticket, one after the other, and keeps those that failed until they are dealt with. */
export function useTicketChanges(id: number) {
  const queryClient = useQueryClient()
  const { queryKey } = ticketQueries.detail(id)
  const mutationKey = ['change', ...queryKey]

  const { mutate } = useMutation({
    mutationKey,
    scope: changeScope(id),
    mutationFn: (change: Change) => {
      const version = queryClient.getQueryData(queryKey)?.version
      return patchTicket(id, { ...change, ...(version && { version }) })
    },
    onMutate: async () => {
      // Without going back to what was there when that reading began: a change may have been saved since.
      await queryClient.cancelQueries({ queryKey }, { revert: false })
      return { seen: queryClient.getQueryData(queryKey) }
    },
    onSuccess: (saved) => queryClient.setQueryData(queryKey, saved),
    onError: (error) => queryClient.setQueryData(queryKey, (seen) => currentOf(error) ?? seen),
  })

  const attempts = useMutationState({
    filters: { mutationKey },
    select: (mutation) => ({
      mutation: mutation as ChangeMutation,
      state: (mutation as ChangeMutation).state,
    }),
  })
  const pending = attempts.filter(({ state }) => state.status === 'pending')
  const failed = attempts.find(({ state }) => state.status === 'error')

  const leave = () => failed && queryClient.getMutationCache().remove(failed.mutation)
  return {
    save: mutate,
    isSaving: pending.length > 0,
    /** What was saved last. */
    saved: attempts.findLast(({ state }) => state.status === 'success')?.state.variables,
    /** What is on its way to the server, shown as if it had arrived. */
    unsaved: Object.assign({}, ...pending.map(({ state }) => state.variables)) as Change,
    failed: failed && toFailedChange(failed.state),
    leave,
    saveAgain: () => {
      leave()
      mutate(failed?.state.variables ?? {})
    },
  }
}

const toFailedChange = ({ variables, error, context }: ChangeMutation['state']): FailedChange => ({
  change: variables ?? {},
  error: error ?? new Error('Unknown'),
  seen: context?.seen,
  current: currentOf(error),
})
