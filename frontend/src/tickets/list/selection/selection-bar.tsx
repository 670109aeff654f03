import { i18n } from '@lingui/core'
import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { CrossIcon } from '../../../ui/icons'
import { fields } from '../../changes/fields'
import { ticketQueries } from '../../queries'
import type { TicketWork } from './use-ticket-work'

/** What can be done with the selected tickets. */
export function SelectionBar({ work: { selection, changing, ask, filters } }: { work: TicketWork }) {
  const { ids, isAll, selectAll, clear } = selection
  const matches = useQuery(ticketQueries.count(filters)).data
  return (
    <section className="selection" aria-label={t`Selected tickets`}>
      <p className="selection__count" role="status">
        {isAll ? allSelected(matches) : plural(ids.length, { other: '# selected' })}
      </p>
      {Object.values(fields).map(({ name, title, key }) => (
        <button
          key={name}
          type="button"
          className="button"
          aria-keyshortcuts={key}
          aria-disabled={changing.isChanging || undefined}
          onClick={() => !changing.isChanging && ask(name)}
        >
          {i18n._(title)}
          <kbd aria-hidden="true">{key}</kbd>
        </button>
      ))}
      {!isAll && matches && (matches.more || matches.count > ids.length) && (
        <button type="button" className="link" onClick={selectAll}>
          {matches.more
            ? t`Select all that match`
            : plural(matches.count, { other: 'Select all # that match' })}
        </button>
      )}
      <button
        type="button"
        className="selection__clear"
        aria-label={t`Select nothing`}
        title={t`Select nothing`}
        onClick={clear}
      >
        <CrossIcon />
      </button>
    </section>
  )
}

const allSelected = (matches: { count: number; more: boolean } | undefined) =>
  matches && !matches.more ? plural(matches.count, { other: 'All # selected' }) : t`All that match selected`
