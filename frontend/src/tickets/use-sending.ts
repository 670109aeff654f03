import {
  useMutation,
  useMutationState,
  type MutateOptions,
  type MutationKey,
  type MutationState,
  type UseMutationOptions,
} from '@tanstack/react-query'
import { useEffectEvent, useLayoutEffect, useState } from 'react'

type SendingOptions<Answer, Content> = UseMutationOptions<Answer, Error, Content> & {
  mutationKey: MutationKey
}

/**
 * A mutation for a form that people leave while it is under way: who comes back finds it still under way, and sees
 * how it ends, rather than what they have sent as if it were to be sent. `onSent`: what the form does then.
 */
export function useSending<Answer, Content>(
  options: SendingOptions<Answer, Content>,
  onSent: (answer: Answer) => void,
) {
  const { mutate } = useMutation(options)
  const last = useMutationState({
    filters: { mutationKey: options.mutationKey, exact: true },
    select: ({ state }) => state as MutationState<Answer, Error, Content>,
  }).at(-1)
  // Not how one ended that was over before this form was shown.
  const [isMeant, setIsMeant] = useState(last?.status === 'pending')
  const state = isMeant ? last : undefined

  const sent = state?.status === 'success' ? state : undefined
  const finish = useEffectEvent(() => sent && onSent(sent.data as Answer))
  useLayoutEffect(() => void finish(), [sent?.submittedAt])

  return {
    send: (content: Content, callbacks: MutateOptions<Answer, Error, Content> = {}) => {
      mutate(content, callbacks)
      setIsMeant(true)
    },
    isPending: state?.status === 'pending',
    isSent: sent !== undefined,
    error: state?.error ?? null,
  }
}
