import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useRef } from 'react'
import { Link } from 'react-router'
import { BookmarkIcon, DotsIcon } from '../../../ui/icons'
import { later } from '../../../ui/later'
import { Popover } from '../../../ui/popover'
import { ticketQueries, type TicketQuery } from '../../queries'
import { readQuery, written } from '../filter/filters'

const ManageView = later(() => import('./view-forms').then((file) => file.ManageView))
const SaveView = later(() => import('./view-forms').then((file) => file.SaveView))

/**
 * The views that the team has saved, and how to save what the list shows as another one. There always is one, so that
 * the list stays where it is when others come.
 */
export function SavedViews({ query }: { query: TicketQuery }) {
  const { data: views = [] } = useQuery(ticketQueries.views())
  const tabs = useRef<HTMLElement>(null)
  const shown = written(query)
  const current = views.find((view) => written(readQuery(new URLSearchParams(view.query))) === shown)
  const canSave = shown !== '' && !current
  // The button that opened the form goes away, and the focus with it.
  const finish = () => tabs.current?.focus()
  return (
    <>
      <nav className="views" aria-label={t`Views`} tabIndex={-1} ref={tabs}>
        <ViewLink to="" name={t`All tickets`} isCurrent={shown === ''} />
        {views.map(({ id, name, query }) => (
          <ViewLink key={id} to={`?${query}`} name={name} isCurrent={id === current?.id} />
        ))}
      </nav>
      {current && (
        <Popover
          className="button button--icon"
          label={<DotsIcon />}
          name={t`Change view: ${{ name: current.name }}`}
          title={t`Change view`}
        >
          <Suspense fallback={null}>
            <ManageView view={current} onDone={finish} />
          </Suspense>
        </Popover>
      )}
      {canSave && (
        <Popover className="button button--save" label={<SaveLabel />} title={t`Save view`}>
          <Suspense fallback={null}>
            <SaveView query={shown.slice(1)} onDone={finish} />
          </Suspense>
        </Popover>
      )}
    </>
  )
}

const SaveLabel = () => (
  <>
    <BookmarkIcon />
    <span className="words">{t`Save view`}</span>
  </>
)

const ViewLink = ({ to, name, isCurrent }: { to: string; name: string; isCurrent: boolean }) => (
  <Link className="view" to={`/tickets${to}`} aria-current={isCurrent ? 'page' : undefined}>
    {name}
  </Link>
)
