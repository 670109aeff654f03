import { Link } from 'react-router'
import { EmptyState } from '../../ui/empty-state'
import { SearchIcon } from '../../ui/icons'

export const NoSuchTicket = () => (
  <>
    <title>No such ticket · Hushdesk</title>
    <h1 className="visually-hidden">No such ticket</h1>
    <EmptyState
      art={<SearchIcon />}
      title="There is no such ticket"
      action={
        <Link className="button" to="/tickets">
          Go to the tickets
        </Link>
      }
    >
      The number may be mistyped.
    </EmptyState>
  </>
)
