import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { SortIcon } from '../../../ui/icons'
import { ChoiceMenu } from './choice-menu'
import { choiceFilters, orderings } from './choices'
import { CreatedMenu } from './created-menu'
import { SearchBox } from './search-box'
import type { Filtering } from './use-ticket-filters'

type FilterBarProps = { filtering: Filtering; onClear: () => void; children: ReactNode }

export function FilterBar({ filtering, onClear, children }: FilterBarProps) {
  const { filters, isFiltered, change, search } = filtering
  return (
    <div className="list-tools" role="search">
      <SearchBox value={filters.search ?? ''} onSearch={search} />
      <Sorting filtering={filtering} />
      <div className="filters" role="group" aria-label={t`Filters`}>
        {choiceFilters.map((filter) => (
          <ChoiceMenu
            key={filter.name}
            filter={filter}
            chosen={filters[filter.name] ?? []}
            onChoose={(values) => change({ [filter.name]: values })}
          />
        ))}
        <CreatedMenu period={filters} onChange={change} />
        {isFiltered && (
          <button type="button" className="link filters__clear" onClick={onClear}>
            {t`Clear filters`}
          </button>
        )}
      </div>
      {children}
    </div>
  )
}

const [[usual]] = orderings as [[string, unknown]]

/** Where the list is narrow, only an icon of it is seen. */
const Sorting = ({ filtering: { query, change } }: { filtering: Filtering }) => (
  <div className="sorting" data-chosen={query.ordering ? true : undefined}>
    <SortIcon />
    <select
      className="select"
      aria-label={t`Sort`}
      value={query.ordering ?? usual}
      onChange={({ target }) => change({ ordering: target.value === usual ? '' : target.value })}
    >
      {orderings.map(([value, name]) => (
        <option key={value} value={value}>
          {i18n._(name)}
        </option>
      ))}
    </select>
  </div>
)
