import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import type { Category, Priority, Suggestion, TicketCreate } from '../../api/schema'
import { useIsStranger } from '../../api/session'
import { useSending } from '../use-sending'
import { clearDraft, keyOf, renameIfReused } from './draft'

type Form = { title: string; description: string; category: Category | ''; priority: Priority | '' }

/** What the form shows is what is sent. A label that nobody has set is left out: the server chooses it later. */
export function toTicket(form: Form, suggestion: Suggestion | null): TicketCreate {
  return {
    title: form.title.trim(),
    description: form.description.trim(),
    ...(form.category && { category: form.category }),
    ...(form.priority && { priority: form.priority }),
    ...(suggestion && {
      suggested_category: suggestion.suggested_category,
      suggested_priority: suggestion.suggested_priority,
      suggestion_source: suggestion.source,
      suggestion_model: suggestion.model,
      prompt_version: suggestion.prompt_version,
      suggestion_confidence: suggestion.confidence,
      suggestion_unsure: suggestion.unsure,
      suggestion_latency_ms: suggestion.latency_ms,
    }),
  }
}

const keyOfTicket = ({ title, description, category, priority }: TicketCreate) =>
  keyOf(title, description, category, priority)

/** secret: of the link with which somebody without an account follows the ticket. */
export type Filed = { number: number; isUnlabelled: boolean; secret?: string }

async function file(body: TicketCreate, isStranger: boolean): Promise<Filed> {
  const call = { body, params: { header: { 'Idempotency-Key': keyOfTicket(body) } } }
  const isUnlabelled = !body.category || !body.priority
  if (isStranger) return { ...(await unwrap(api.POST('/api/public/tickets/', call))), isUnlabelled }
  const { id } = await unwrap(api.POST('/api/tickets/', call))
  return { number: id, isUnlabelled }
}

export function useCreateTicket(onCreated: (filed: Filed) => void) {
  const isStranger = useIsStranger()
  const options = {
    mutationKey: ['new ticket'],
    mutationFn: (body: TicketCreate) => file(body, isStranger),
    onError: renameIfReused,
    onSuccess: clearDraft,
  }
  return useSending(options, onCreated)
}
