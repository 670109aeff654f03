import { Link } from 'react-router'
import { EmptyState } from '../ui/empty-state'
import { SearchIcon } from '../ui/icons'

export const NoSuchPage = () => (
  <>
    <title>No such page · Hushdesk</title>
    <h1 className="visually-hidden">No such page</h1>
    <EmptyState
      art={<SearchIcon />}
      title="There is no such page"
      action={
        <Link className="button" to="/tickets">
          Go to the tickets
        </Link>
      }
    >
      The address may be mistyped, or the page has moved.
    </EmptyState>
  </>
)
