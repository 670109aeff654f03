import { useSearchParams } from 'react-router'

export const periods = [7, 30, 90, 365]
const USUAL = 30

/** The period in days, as the address has it. */
export function usePeriod() {
  const [params, setParams] = useSearchParams()
  return {
    days: periods.find((days) => String(days) === params.get('days')) ?? USUAL,
    choose: (days: number) => {
      const next = new URLSearchParams(params)
      if (days === USUAL) next.delete('days')
      else next.set('days', String(days))
      setParams(next, { replace: true })
    },
  }
}
