import type { Suggestion } from '../../api/schema'
import { nameOf } from '../../ui/words'
import { sureness, type LabelName } from '../sureness'

const seconds = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

const duration = (ms: number) => (ms < 100 ? 'Less than 0.1 seconds' : `${seconds.format(ms / 1000)} seconds`)

function said(suggestion: Suggestion, name: LabelName) {
  const sure = sureness(suggestion.unsure[name], suggestion.confidence[name])
  const label = nameOf(suggestion[`suggested_${name}`])
  return sure ? `${label}, ${sure}` : label
}

/** What was suggested, whatever has been chosen since, and what becomes of it and of the text. */
export const SuggestionDetails = ({ suggestion }: { suggestion: Suggestion | null }) => (
  <details className="suggestion-note__more">
    <summary>{suggestion ? 'What was suggested' : 'About suggestions'}</summary>
    {suggestion && (
      <dl className="facts">
        <dt>Category</dt>
        <dd>{said(suggestion, 'category')}</dd>
        <dt>Priority</dt>
        <dd>{said(suggestion, 'priority')}</dd>
        <dt>Took</dt>
        <dd>{duration(suggestion.latency_ms)}</dd>
      </dl>
    )}
    <p>
      A suggestion is made anew when the text changes, and never replaces what you chose. Nothing is stored on
      the server before you create the ticket.
    </p>
  </details>
)
