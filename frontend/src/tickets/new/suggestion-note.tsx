import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../api/errors'
import type { Suggestion, TriageStatus } from '../../api/schema'
import { triageQueries } from '../../api/triage'
import { ShieldIcon, SparkIcon, WarningIcon } from '../../ui/icons'
import { nameOf } from '../../ui/words'
import { fallbackReason } from './fallback-reason'
import { SuggestionDetails } from './suggestion-details'
import type { SuggestionState } from './use-suggestion'

type SuggestionNoteProps = {
  state: SuggestionState
  suggestion: Suggestion | null
  error: Error | null
  onRetry: () => void
}

/**
 * Says in a line where the suggestion comes from and where the text goes, and more to those who ask. The height of
 * the line stays the same in every state.
 */
export function SuggestionNote({ state, suggestion, error, onRetry }: SuggestionNoteProps) {
  const { data: status } = useQuery(triageQueries.status())
  return (
    <div className="suggestion-note">
      <div className="suggestion-note__line" data-state={state}>
        <Line state={state} suggestion={suggestion} error={error} onRetry={onRetry} status={status} />
      </div>
      <SuggestionDetails suggestion={suggestion} />
      <p className="visually-hidden" role="status">
        {announcement(state, suggestion)}
      </p>
    </div>
  )
}

type LineProps = SuggestionNoteProps & { status: TriageStatus | undefined }

function Line({ state, suggestion, error, onRetry, status }: LineProps) {
  if (state === 'thinking') return <Thinking />
  if (state === 'failed') return <Failure error={error} onRetry={onRetry} />
  return suggestion ? <Source suggestion={suggestion} status={status} /> : <Destination status={status} />
}

function announcement(state: SuggestionState, suggestion: Suggestion | null) {
  if (state === 'thinking') return 'Thinking of a category and a priority.'
  if (state === 'failed') return 'There is no suggestion.'
  if (state !== 'ready' || !suggestion) return ''
  const { suggested_category, suggested_priority, unsure } = suggestion
  const doubted = [unsure.category && 'category', unsure.priority && 'priority'].filter(Boolean)
  const doubt = doubted.length > 0 ? ` Unsure of the ${doubted.join(' and the ')}.` : ''
  return `Suggested: ${nameOf(suggested_category)}, ${nameOf(suggested_priority)}.${doubt}`
}

const Destination = ({ status }: { status: TriageStatus | undefined }) => (
  <>
    {status?.local === false ? <WarningIcon /> : <ShieldIcon />}
    <p>
      {status?.local === false
        ? `For a suggestion, what you write is sent to ${status.destination}.`
        : 'What you write stays on this server.'}
    </p>
  </>
)

const Thinking = () => (
  <>
    <SparkIcon className="pulse" />
    <p>
      Thinking of a category and a priority
      <span className="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </p>
  </>
)

function Source({ suggestion, status }: { suggestion: Suggestion; status: TriageStatus | undefined }) {
  const elsewhere = status?.destination || 'another host'
  return (
    <>
      {suggestion.local ? <ShieldIcon /> : <WarningIcon />}
      {suggestion.source === 'builtin' ? (
        <p>
          Suggested by the built-in classifier{fallbackReason(suggestion.fallback_reason)}.{' '}
          {suggestion.local ? 'Your text stays on this server.' : `Your text may have reached ${elsewhere}.`}
        </p>
      ) : (
        <p>
          Suggested by <strong>{suggestion.model}</strong>{' '}
          {suggestion.local
            ? 'on this server. Your text stays here.'
            : `at ${elsewhere}. Your text was sent there.`}
        </p>
      )}
    </>
  )
}

const Failure = ({ error, onRetry }: { error: Error | null; onRetry: () => void }) => (
  <>
    <WarningIcon />
    <p>
      No suggestion{error instanceof ApiError && fallbackReason(error.body['fallback_reason'])}. Choose
      yourself, or leave it open: it will be chosen for you.{' '}
      <button type="button" className="link" onClick={onRetry}>
        Try again
      </button>
    </p>
  </>
)
