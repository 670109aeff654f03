import { useCallback, useLayoutEffect, useRef, useState } from 'react'

export type Selection = ReturnType<typeof useSelection>

/** Which tickets of a list are selected: some of those shown, or all that match its `filters`, shown or not. */
export function useSelection(shown: readonly number[], filters: string) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [allOf, setAllOf] = useState<string | null>(null)
  const isAll = allOf === filters
  const now = useRef({ shown, chosen, isAll, from: 0 })
  useLayoutEffect(() => {
    now.current = { ...now.current, shown, chosen, isAll }
  })

  /** `upTo`: with all between it and the one toggled last. */
  const toggle = useCallback((number: number, upTo = false) => {
    const { from } = now.current
    const before = now.current.isAll ? new Set(now.current.shown) : now.current.chosen
    const next = new Set(before)
    for (const one of upTo ? between(now.current.shown, from, number) : [number])
      if (before.has(number)) next.delete(one)
      else next.add(one)
    now.current.from = number
    setAllOf(null)
    setChosen(next)
  }, [])
  const clear = useCallback(() => {
    setAllOf(null)
    setChosen(new Set())
  }, [])

  // A ticket that has left the list cannot be seen, so it is no longer selected.
  const ids = isAll ? [...shown] : shown.filter((number) => chosen.has(number))
  return { ids, isAll, toggle, clear, selectAll: () => setAllOf(filters) }
}

function between(shown: readonly number[], from: number, to: number) {
  const ends = [shown.indexOf(from), shown.indexOf(to)].sort((a, b) => a - b)
  return ends[0] === -1 ? [to] : shown.slice(ends[0], (ends[1] ?? 0) + 1)
}
