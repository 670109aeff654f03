import { categoryValues, priorityValues, statusValues } from '../../api/schema'
import { CrossIcon } from '../../ui/icons'
import { Select } from '../../ui/select'
import { SearchBox } from './search-box'
import type { useTicketFilters } from './use-ticket-filters'

const selects = [
  { name: 'status', label: 'Status', empty: 'Any status', options: statusValues },
  { name: 'category', label: 'Category', empty: 'Any category', options: categoryValues },
  { name: 'priority', label: 'Priority', empty: 'Any priority', options: priorityValues },
] as const

export function FilterBar({ filters, isFiltered, set, clear }: ReturnType<typeof useTicketFilters>) {
  return (
    <div className="filters" role="search">
      <SearchBox value={filters.search ?? ''} onSearch={(value) => set('search', value)} />
      {selects.map(({ name, label, empty, options }) => (
        <Select
          key={name}
          className="select--filter"
          aria-label={label}
          options={options}
          empty={empty}
          value={filters[name]?.join() ?? ''}
          data-active={name in filters || undefined}
          onChange={(event) => set(name, event.target.value)}
        />
      ))}
      {isFiltered && (
        <button type="button" className="button" data-quiet onClick={clear}>
          <CrossIcon />
          Clear filters
        </button>
      )}
    </div>
  )
}
