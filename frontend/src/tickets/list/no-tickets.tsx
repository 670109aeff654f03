import { t } from '@lingui/core/macro'
import { Link } from 'react-router'
import { EmptyState } from '../../ui/empty-state'
import { PlusIcon, SearchIcon, TicketsIcon } from '../../ui/icons'

export const NoTickets = () => (
  <EmptyState
    art={<TicketsIcon />}
    title={t`No tickets yet`}
    action={
      <Link className="button" data-primary to="/new">
        <PlusIcon />
        {t`Write the first ticket`}
      </Link>
    }
  >
    {t`Describe a problem in your own words, and watch its category and priority being suggested as you write.`}
  </EmptyState>
)

export const NoMatch = ({ onClear }: { onClear: () => void }) => (
  <EmptyState
    art={<SearchIcon />}
    title={t`No ticket matches`}
    action={
      <button type="button" className="button" onClick={onClear}>
        {t`Show all tickets`}
      </button>
    }
  >
    {t`Every word of a search must be part of the title, the description or a comment, and all filters apply together.`}
  </EmptyState>
)
