import { t } from '@lingui/core/macro'
import { EmptyState } from '../../ui/empty-state'
import { SearchIcon } from '../../ui/icons'

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
