import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../api/errors'
import type { Suggestion, TriageStatus } from '../../api/schema'
import { shortModelName, triageQueries } from '../../api/triage'
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
  if (state === 'thinking') return t`Thinking of a category and a priority.`
  if (state === 'failed') return t`There is no suggestion.`
  if (state !== 'ready' || !suggestion) return ''
  const [category, priority] = [nameOf(suggestion.suggested_category), nameOf(suggestion.suggested_priority)]
  return `${t`Suggested: ${category}, ${priority}.`} ${doubtsOf(suggestion.unsure)}`.trim()
}

function doubtsOf({ category, priority }: Suggestion['unsure']) {
  if (category && priority) return t`Unsure of the category and the priority.`
  if (category) return t`Unsure of the category.`
  return priority ? t`Unsure of the priority.` : ''
}

const Destination = ({ status }: { status: TriageStatus | undefined }) => (
  <>
    {status?.local === false ? <WarningIcon /> : <ShieldIcon />}
    <p>
      {status?.local === false
        ? t`For a suggestion, what you write is sent to ${{ destination: status.destination }}.`
        : t`What you write stays on this server.`}
    </p>
  </>
)

const Thinking = () => (
  <>
    <SparkIcon className="pulse" />
    <p>
      {t`Thinking of a category and a priority`}
      <span className="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </p>
  </>
)

function Source({ suggestion, status }: { suggestion: Suggestion; status: TriageStatus | undefined }) {
  const elsewhere = status?.destination || t`another host`
  const { model, local, source } = suggestion
  const name = shortModelName(model)
  return (
    <>
      {local ? <ShieldIcon /> : <WarningIcon />}
      {source === 'builtin' ? (
        <p>
          {byBuiltin(fallbackReason(suggestion.fallback_reason))}{' '}
          {local ? t`Your text stays on this server.` : t`Your text may have reached ${elsewhere}.`}
        </p>
      ) : (
        <p>
          {local ? (
            <Trans>
              Suggested by <strong>{name}</strong> on this server. Your text stays here.
            </Trans>
          ) : (
            <Trans>
              Suggested by <strong>{name}</strong> at {elsewhere}. Your text was sent there.
            </Trans>
          )}
        </p>
      )}
    </>
  )
}

const byBuiltin = (why: string | undefined) =>
  why ? t`Suggested by the built-in classifier, because ${why}.` : t`Suggested by the built-in classifier.`

const Failure = ({ error, onRetry }: { error: Error | null; onRetry: () => void }) => (
  <>
    <WarningIcon />
    <p>
      {withoutSuggestion(error)}{' '}
      <button type="button" className="link" onClick={onRetry}>
        {t`Try again`}
      </button>
    </p>
  </>
)

function withoutSuggestion(error: Error | null) {
  // Says itself when to try again.
  if (error instanceof ApiError && error.code === 'throttled') return error.message
  const why = error instanceof ApiError && fallbackReason(error.body['fallback_reason'])
  return why
    ? t`No suggestion, because ${why}. Choose yourself, or leave it open: it will be chosen for you.`
    : t`No suggestion. Choose yourself, or leave it open: it will be chosen for you.`
}
