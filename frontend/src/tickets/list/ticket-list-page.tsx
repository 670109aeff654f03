import { t } from '@lingui/core/macro'
import { Suspense, useRef, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useIsManager, useWorksOnTickets } from '../../api/session'
import { PlusIcon } from '../../ui/icons'
import { later } from '../../ui/later'
import { ArrivalsBar } from './arrivals/arrivals-bar'
import { useArrivals } from './arrivals/use-arrivals'
import { FilesMenu } from './files-menu'
import { FilterBar } from './filter/filter-bar'
import { useRememberedView } from './views/last-view'
import { MatchCount } from './match-count'
import { ReviewLink } from './review-link'
import { SavedViews } from './views/saved-views'
import { TicketWorkDock } from './selection/ticket-work-dock'
import { useTicketWork } from './selection/use-ticket-work'
import { TicketList } from './ticket-list'
import { useTicketFilters } from './filter/use-ticket-filters'
import { useTicketList } from './use-ticket-list'

const DemoNote = later(() => import('./demo/demo-note').then((file) => file.DemoNote))

export function TicketListPage({ firstRun }: { firstRun: ReactNode }) {
  const worksOnTickets = useWorksOnTickets()
  const isManager = useIsManager()
  const filtering = useTicketFilters()
  const list = useTicketList(filtering.query)
  useRememberedView(filtering.query)
  const results = useRef<HTMLElement>(null)
  const arrivals = useArrivals(filtering.query, list, results)
  const work = useTicketWork(list.data, filtering.filters, results)
  function clear() {
    // The button that was pressed disappears, and would take the focus with it.
    results.current?.focus()
    filtering.clear()
  }
  // But not while the list without the cleared filters is still loading.
  if (list.data?.length === 0 && !filtering.isFiltered && !list.isPlaceholderData)
    return <Suspense fallback={null}>{firstRun}</Suspense>
  return (
    <>
      <header className="page__head list-head">
        <h1>{t`Tickets`}</h1>
        {worksOnTickets && (
          <>
            <SavedViews query={filtering.query} />
            <ReviewLink />
            <FilesMenu query={filtering.query} />
          </>
        )}
        <Link className="button" data-primary to="/new">
          <PlusIcon />
          {t`New ticket`}
        </Link>
      </header>
      <FilterBar filtering={filtering} onClear={clear}>
        <div className="list-facts">
          <Suspense fallback={null}>{isManager && <DemoNote />}</Suspense>
          <MatchCount filters={filtering.filters} list={list} />
        </div>
      </FilterBar>
      <TicketWorkDock work={work} />
      <ArrivalsBar arrivals={arrivals} />
      <section className="results" aria-label={t`Results`} tabIndex={-1} ref={results}>
        <TicketList
          filtering={filtering}
          list={list}
          selection={worksOnTickets ? work.selection : null}
          isGone={arrivals.isGone}
          onClear={clear}
        />
      </section>
    </>
  )
}
