import { useSearchParams } from 'react-router'
import { offered, problemWith, today, USUAL, type Period } from './period'

/** The period that the address has; the usual one if it has none, or one that makes no sense. */
export function usePeriod() {
  const [params, setParams] = useSearchParams()
  return {
    period: periodIn(params),
    choose: (period: Period) => {
      const next = new URLSearchParams(params)
      for (const name of ['days', 'since', 'until']) next.delete(name)
      for (const [name, value] of Object.entries(period)) next.set(name, String(value))
      if (next.get('days') === String(USUAL)) next.delete('days')
      setParams(next, { replace: true })
    },
  }
}

function periodIn(params: URLSearchParams): Period {
  const since = params.get('since')
  const until = params.get('until')
  if (since && !problemWith(since, until ?? today())) return { since, ...(until && { until }) }
  return { days: offered.find((days) => String(days) === params.get('days')) ?? USUAL }
}
