import { i18n } from '@lingui/core'
import { plural, t } from '@lingui/core/macro'
import { Suspense } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CrossIcon } from '../../../ui/icons'
import { later } from '../../../ui/later'
import { Toast } from '../../../ui/toast'
import { fields } from '../../changes/fields'
import { ticketQueries } from '../../queries'
import type { TicketWork } from './use-ticket-work'

const ChoiceDialog = later(() => import('../../changes/choice-dialog').then((file) => file.ChoiceDialog))

/** What can be done with the selected tickets, and what was done last: at the foot of the screen, over the list. */
export function TicketWorkDock({ work }: { work: TicketWork }) {
  const { selection, changing, question } = work
  const { message, undo, dismiss } = changing
  return (
    <>
      <p className="visually-hidden" role="status">
        {!message?.isProblem && message?.text}
      </p>
      <div className="dock">
        {message && (
          <Toast
            isProblem={message.isProblem ?? false}
            onClose={dismiss}
            actions={
              message.undo && (
                <button type="button" aria-keyshortcuts="z" onClick={undo}>
                  {t`Undo`} <kbd aria-hidden="true">z</kbd>
                </button>
              )
            }
          >
            {message.text}
          </Toast>
        )}
        {selection.ids.length > 0 && <SelectionBar work={work} />}
      </div>
      <Suspense fallback={null}>{question && <ChoiceDialog {...question} />}</Suspense>
    </>
  )
}

function SelectionBar({ work: { selection, changing, ask, filters } }: { work: TicketWork }) {
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
