import { useSearchParams } from 'react-router'
import { categoryValues, priorityValues, statusValues } from '../../api/schema'
import type { TicketFilters } from '../queries'

/** Of a list such as `open,in_progress` what is known. */
function allowed<T extends string>(list: string | null, values: readonly T[]) {
  const wanted = list?.split(',') ?? []
  return values.filter((known) => wanted.includes(known))
}

function readFilters(params: URLSearchParams): TicketFilters {
  const status = allowed(params.get('status'), statusValues)
  const category = allowed(params.get('category'), categoryValues)
  const priority = allowed(params.get('priority'), priorityValues)
  const search = params.get('search')?.trim()
  return {
    ...(status.length > 0 && { status }),
    ...(category.length > 0 && { category }),
    ...(priority.length > 0 && { priority }),
    ...(search && { search }),
  }
}

/** The filters as the address has them. There is no other copy, so back, reload and a sent link all work. */
export function useTicketFilters() {
  const [params, setParams] = useSearchParams()
  const filters = readFilters(params)
  return {
    filters,
    isFiltered: Object.keys(filters).length > 0,
    set: (name: keyof TicketFilters, value: string) => {
      const next = new URLSearchParams(params)
      if (value) next.set(name, value)
      else next.delete(name)
      // Refining a search is one step of the history, not one per pause.
      setParams(next, { replace: name === 'search' && Boolean(filters.search && value) })
    },
    clear: () => setParams({}),
  }
}
