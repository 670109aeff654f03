import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import type { Comment, CommentCreate } from '../../api/schema'
import { ticketQueries } from '../queries'
import { submissionIn } from '../submission-key'
import { useSending } from '../use-sending'
import { writeCommentDraft } from './comment-draft'

/** Sends a comment once, however often its sending has to be tried. Its draft goes when it has arrived. */
export function useAddComment(ticketId: number, onAdded: () => void) {
  const queryClient = useQueryClient()
  const submission = submissionIn(`comment.${ticketId}`)
  const { queryKey } = ticketQueries.detail(ticketId)
  const mutationKey = ['comment', ticketId]
  const options = {
    mutationKey,
    mutationFn: (body: CommentCreate) =>
      unwrap(
        api.POST('/api/tickets/{ticket_id}/comments/', {
          params: {
            path: { ticket_id: String(ticketId) },
            header: { 'Idempotency-Key': submission.keyOf(body.body, body.author) },
          },
          body,
        }),
      ),
    onError: submission.forgetIfReused,
    onSuccess: (added: Comment) => {
      writeCommentDraft(ticketId, '')
      submission.forget()
      queryClient.setQueryData(
        queryKey,
        (ticket) =>
          ticket && {
            ...ticket,
            comments: [added, ...ticket.comments.filter(({ id }) => id !== added.id)],
          },
      )
    },
  }
  return useSending(options, onAdded)
}
