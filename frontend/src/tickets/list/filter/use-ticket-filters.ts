import { startTransition, useOptimistic } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { addressOf, filtersOf, readQuery, withChanges, type QueryChanges } from './filters'

/**
 * The filters, read from the address. There is no other copy, so Back, reload and shared links all work.
 * The router takes a moment over a new address; the control that was pressed does not wait for it.
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
    // Refining a search is one history entry, not one per pause in typing.
    search: (words: string) => change({ search: words }, { replace: Boolean(filters.search && words) }),
    clear: () => change(Object.fromEntries(Object.keys(filters).map((name) => [name, '']))),
  }
}

export type Filtering = ReturnType<typeof useTicketFilters>
