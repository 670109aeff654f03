import { t } from '@lingui/core/macro'
import type { Suggestion } from '../../api/schema'
import { decimal, nameOf } from '../../ui/words'
import { sureness, type LabelName } from '../sureness'

function duration(ms: number) {
  const seconds = decimal(Math.max(ms, 100) / 1000)
  return ms < 100 ? t`Less than ${seconds} seconds` : t`${seconds} seconds`
}

function said(suggestion: Suggestion, name: LabelName) {
  const sure = sureness(suggestion.unsure[name], suggestion.confidence[name])
  const label = nameOf(suggestion[`suggested_${name}`])
  if (sure === 'unsure') return t`${label}, unsure`
  return sure === 'likely' ? t`${label}, likely` : label
}

/** What was suggested, whatever has been chosen since, and what becomes of it and of the text. */
export const SuggestionDetails = ({ suggestion }: { suggestion: Suggestion | null }) => (
  <details className="suggestion-note__more">
    <summary>{suggestion ? t`What was suggested` : t`About suggestions`}</summary>
    {suggestion && (
      <dl className="facts">
        <dt>{t`Category`}</dt>
        <dd>{said(suggestion, 'category')}</dd>
        <dt>{t`Priority`}</dt>
        <dd>{said(suggestion, 'priority')}</dd>
        {suggestion.model && (
          <>
            <dt>{t`Model`}</dt>
            <dd>{suggestion.model}</dd>
          </>
        )}
        <dt>{t`Took`}</dt>
        <dd>{duration(suggestion.latency_ms)}</dd>
      </dl>
    )}
    <p>
      {t`When the text changes, a new suggestion is made; it never replaces what you chose. Nothing is stored on the server before you create the ticket.`}
    </p>
  </details>
)
