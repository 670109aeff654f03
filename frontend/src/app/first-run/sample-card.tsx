import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Suggestion } from '../../api/schema'
import { shortModelName } from '../../api/triage'
import { ticketQueries } from '../../tickets/queries'
import { SparkIcon } from '../../ui/icons'
import { CategoryLabel, PriorityLabel } from '../../ui/labels'
import { duration } from '../../ui/words'

const samples = [
  {
    title: msg`Nobody can log in since eight`,
    description: msg`Since eight o'clock none of us forty can log in. The page only says "server error", and our shop opens in half an hour.`,
  },
  {
    title: msg`Charged twice for May`,
    description: msg`My card was charged two times for the same invoice. Please send one of the payments back when you have a moment.`,
  },
  {
    title: msg`A thank you, and a small wish`,
    description: msg`We like the new calendar very much. It would be nice if it could be printed on one page some day.`,
  },
]

/** A ticket that nobody wrote, judged before one's eyes by whoever makes the suggestions just now. */
export function SampleCard() {
  const [number, setNumber] = useState(0)
  const sample = samples[number % samples.length]
  const text = sample && { title: i18n._(sample.title), description: i18n._(sample.description) }
  const { data: suggestion, isError } = useQuery(ticketQueries.suggestion(text ?? null))
  return (
    <section className="card first-run__sample" aria-labelledby="first-run-sample">
      <h2 id="first-run-sample">
        <Trans>What it makes of a ticket</Trans>
      </h2>
      <blockquote>
        <strong>{text?.title}</strong>
        <p>{text?.description}</p>
      </blockquote>
      <div className="first-run__verdict" role="status">
        {suggestion ? (
          <Verdict suggestion={suggestion} />
        ) : (
          <p>{isError ? t`There is no suggestion just now.` : t`Thinking of a category and a priority…`}</p>
        )}
      </div>
      <button type="button" className="link" onClick={() => setNumber(number + 1)}>
        <Trans>Try another one</Trans>
      </button>
    </section>
  )
}

const Verdict = ({ suggestion }: { suggestion: Suggestion }) => (
  <>
    <p className="first-run__labels">
      <CategoryLabel value={suggestion.suggested_category} isGuess={suggestion.unsure.category} />
      <PriorityLabel value={suggestion.suggested_priority} isGuess={suggestion.unsure.priority} />
    </p>
    <p className="first-run__source">
      <SparkIcon />
      {sourceOf(suggestion)}
    </p>
  </>
)

function sourceOf({ source, model, latency_ms }: Suggestion) {
  const time = duration(latency_ms)
  if (source !== 'llm') return t`by the built-in classifier, in ${time}`
  return t`by ${{ model: shortModelName(model) }}, in ${time}`
}
