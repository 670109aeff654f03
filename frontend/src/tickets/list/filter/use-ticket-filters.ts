import { startTransition, useOptimistic } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { addressOf, filtersOf, readQuery, withChanges, type QueryChanges } from './filters'

/**
 * The filters as the address has them. There is no other copy, so back, reload and a sent link all work.
 * The router takes its time over a new address, which what was pressed does not wait for.
 */
export function useTicketFilters() {
  const navigate = useNavigate()
  const [address, setAddress] = useOptimistic(useLocation().search)
  const params = new URLSearchParams(address)
  const query = readQuery(params)
  const filters = filtersOf(query)
  const change = (changes: QueryChanges, { replace = false } = {}) =>
    startTransition(async () => {
      const next = addressOf(withChanges(params, changes))
      setAddress(next)
      await navigate({ search: next }, { replace })
    })
  return {
    query,
    filters,
    isFiltered: Object.keys(filters).length > 0,
    change,
    // Refining a search is one step of the history, not one per pause.
    search: (words: string) => change({ search: words }, { replace: Boolean(filters.search && words) }),
    clear: () => change(Object.fromEntries(Object.keys(filters).map((name) => [name, '']))),
  }
}

export type Filtering = ReturnType<typeof useTicketFilters>
