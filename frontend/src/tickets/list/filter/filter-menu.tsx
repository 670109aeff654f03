import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useRef, type ReactNode } from 'react'
import { ChevronIcon, CrossIcon } from '../../../ui/icons'
import { Popover } from '../../../ui/popover'

type FilterMenuProps = {
  title: string
  /** What it lets through, in words; empty while it is off. */
  state: string
  onRemove: () => void
  children: ReactNode
}

/** One filter: a button that shows its state and opens its choices, and a cross that removes it. */
export function FilterMenu({ title, state, onRemove, children }: FilterMenuProps) {
  const filter = useRef<HTMLDivElement>(null)
  function remove() {
    // The cross disappears, and would take the focus with it.
    filter.current?.querySelector('button')?.focus()
    onRemove()
  }
  return (
    <div className="filter" data-active={state ? true : undefined} ref={filter}>
      <Popover title={title} className="filter__button" label={<FilterLabel title={title} state={state} />}>
        {children}
      </Popover>
      {state && (
        <button
          type="button"
          className="filter__remove"
          aria-label={t`Remove filter: ${title}`}
          title={t`Remove`}
          onClick={remove}
        >
          <CrossIcon />
        </button>
      )}
    </div>
  )
}

const FilterLabel = ({ title, state }: { title: string; state: string }) => (
  <>
    <span className="filter__state">
      {state ? (
        <Trans>
          {title}: <strong>{state}</strong>
        </Trans>
      ) : (
        title
      )}
    </span>
    {!state && <ChevronIcon />}
  </>
)
