import { t } from '@lingui/core/macro'
import { useId, useState } from 'react'
import { problemWith, today, type Period } from './period'

type OwnDaysProps = {
  period: { since: string; until?: string }
  onChoose: (period: Period) => void
}

/** Two dates. Nothing is asked of the server until they make sense together. */
export function OwnDays({ period, onChoose }: OwnDaysProps) {
  const id = useId()
  const [since, setSince] = useState(period.since)
  const [until, setUntil] = useState(period.until ?? today())
  const problem = problemWith(since, until)
  const take = (first: string, last: string) => {
    setSince(first)
    setUntil(last)
    if (!problemWith(first, last)) onChoose({ since: first, ...(last !== today() && { until: last }) })
  }
  const described = { 'aria-invalid': problem !== null || undefined, 'aria-describedby': id }
  return (
    <div className="period-choice__days">
      <label>
        {t`From`}
        <input
          className="input"
          type="date"
          value={since}
          max={until}
          onChange={(event) => take(event.target.value, until)}
          {...described}
        />
      </label>
      <label>
        {t`to`}
        <input
          className="input"
          type="date"
          value={until}
          min={since}
          max={today()}
          onChange={(event) => take(since, event.target.value)}
          {...described}
        />
      </label>
      <p className="field__error" id={id} role="alert">
        {problem}
      </p>
    </div>
  )
}
