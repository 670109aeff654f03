import { Link } from 'react-router'
import { EmptyState } from './empty-state'
import { SearchIcon } from './icons'

/** What is shown in place of a page or a ticket that does not exist, with the way back to the list. */
export const NotThere = ({ what, children }: { what: string; children: string }) => (
  <>
    <title>{`No such ${what} · Hushdesk`}</title>
    <h1 className="visually-hidden">{`No such ${what}`}</h1>
    <EmptyState
      art={<SearchIcon />}
      title={`There is no such ${what}`}
      action={
        <Link className="button" to="/tickets">
          Go to the tickets
        </Link>
      }
    >
      {children}
    </EmptyState>
  </>
)
