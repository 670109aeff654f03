import { t } from '@lingui/core/macro'
import { Link } from 'react-router'
import { EmptyState } from './empty-state'
import { SearchIcon } from './icons'

type NotThereProps = {
  /** For the title of the page. */
  name: string
  title: string
  children: string
}

/** What is shown in place of a page or a ticket that does not exist, with the way back to the list. */
export const NotThere = ({ name, title, children }: NotThereProps) => (
  <>
    <title>{`${name} · Hushdesk`}</title>
    <h1 className="visually-hidden">{name}</h1>
    <EmptyState
      art={<SearchIcon />}
      title={title}
      action={
        <Link className="button" to="/tickets">
          {t`Go to the tickets`}
        </Link>
      }
    >
      {children}
    </EmptyState>
  </>
)
