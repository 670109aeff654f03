import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useParams } from 'react-router'
import { ApiError } from '../../api/errors'
import type { TicketDetail } from '../../api/schema'
import { useWorksOnTickets } from '../../api/session'
import { PencilIcon } from '../../ui/icons'
import { later } from '../../ui/later'
import { LinkedText } from '../../ui/linked-text'
import { LoadProblem } from '../../ui/load-problem'
import { TimeAgo } from '../../ui/time-ago'
import { nameOf } from '../../ui/words'
import { ticketQueries } from '../queries'
import { useEditing } from './edit/use-editing'
import { NoSuchTicket } from './no-such-ticket'
import { BackToList, TicketBar } from './ticket-bar'
import { TicketFacts } from './ticket-facts'
import { TicketLabel } from './ticket-label'
import { TicketPageSkeleton } from './ticket-page-skeleton'
import { TicketStatus } from './ticket-status'
import { Timeline } from './timeline'
import { useTicketChanges, type Change } from './use-ticket-changes'
import { useTicketKeys } from './use-ticket-keys'

export function TicketPage() {
  const id = Number(useParams()['id'])
  const isNumber = Number.isSafeInteger(id) && id > 0
  return (
    <>
      {isNumber ? <TicketBar id={id} /> : <BackToList />}
      {isNumber ? <LoadedTicket key={id} id={id} /> : <NoSuchTicket />}
    </>
  )
}

function LoadedTicket({ id }: { id: number }) {
  const query = useQuery(ticketQueries.detail(id))
  const problem = query.error ?? query.failureReason
  // Also of one that was removed while it was open: that is to be seen nowhere any more.
  if (problem instanceof ApiError && problem.status === 404) return <NoSuchTicket />
  if (query.data) return <OpenTicket ticket={query.data} />
  if (problem)
    return (
      <LoadProblem
        title={t`The ticket could not be loaded`}
        error={problem}
        onRetry={() => void query.refetch()}
      />
    )
  return <TicketPageSkeleton />
}

/** The ticket as the server will answer it: a label that is set is a person's, also when it stays the same. */
const withChange = (ticket: TicketDetail, change: Change): TicketDetail => ({
  ...ticket,
  ...change,
  category_set_by_person: ticket.category_set_by_person || change.category !== undefined,
  priority_set_by_person: ticket.priority_set_by_person || change.priority !== undefined,
})

/** For those who do not see it change. */
const savedSentences: Record<keyof Change, (name: string) => string> = {
  status: (name) => t`Status is now ${name}.`,
  category: (name) => t`Category is now ${name}.`,
  priority: (name) => t`Priority is now ${name}.`,
}
const inWords = (saved: Change) =>
  Object.entries(saved)
    .map(([field, value]) => savedSentences[field as keyof Change](nameOf(value)))
    .join(' ')

const ChangeProblem = later(() => import('./change-problem').then((file) => file.ChangeProblem))
const ChoiceDialog = later(() => import('../changes/choice-dialog').then((file) => file.ChoiceDialog))
const TextEditor = later(() => import('./edit/text-editor').then((file) => file.TextEditor))

function OpenTicket({ ticket }: { ticket: TicketDetail }) {
  const changes = useTicketChanges(ticket.id)
  const editing = useEditing(ticket.id)
  const shown = withChange(ticket, changes.unsaved)
  const worksOnTickets = useWorksOnTickets()
  const question = useTicketKeys(shown, worksOnTickets, { edit: editing.open, save: changes.save })
  const text = <TicketText text={ticket.description} />
  return (
    <article className="ticket">
      <title>{`#${ticket.id} ${ticket.title} · Hushdesk`}</title>
      <TicketHead
        ticket={ticket}
        isEditing={editing.isOpen}
        onEdit={worksOnTickets ? editing.open : undefined}
      />
      <Suspense fallback={null}>
        {changes.failed && (
          <ChangeProblem failed={changes.failed} onAgain={changes.saveAgain} onLeave={changes.leave} />
        )}
      </Suspense>
      {editing.isOpen ? (
        <Suspense fallback={text}>
          <TextEditor ticket={ticket} isRestored={editing.isRestored} onClose={editing.close} />
        </Suspense>
      ) : (
        text
      )}
      <aside className="ticket__side card" aria-label={t`Status and labels`}>
        {worksOnTickets ? (
          <>
            <TicketStatus status={shown.status} onChange={(status) => changes.save({ status })} />
            <TicketLabel name="category" ticket={shown} onChange={changes.save} />
            <TicketLabel name="priority" ticket={shown} onChange={changes.save} />
          </>
        ) : (
          <TicketFacts ticket={ticket} />
        )}
        <p className="visually-hidden" role="status">
          {changes.isSaving ? t`Saving…` : changes.saved && inWords(changes.saved)}
          {editing.isSaved && t`Your edit is saved.`}
        </p>
      </aside>
      <Timeline ticket={ticket} worksOnTickets={worksOnTickets} />
      <Suspense fallback={null}>{question && <ChoiceDialog {...question} />}</Suspense>
    </article>
  )
}

const TicketText = ({ text }: { text: string }) => (
  <div className="ticket__text card">
    <LinkedText text={text} />
  </div>
)

type TicketHeadProps = { ticket: TicketDetail; isEditing: boolean; onEdit: (() => void) | undefined }

const By = ({ name }: { name: string }) => ` · ${t`by ${name}`}`

const TicketHead = ({ ticket: { id, title, created_at, requester }, isEditing, onEdit }: TicketHeadProps) => (
  <header className="ticket__head">
    <p className="ticket__meta">
      <Trans>
        #{id} · created <TimeAgo iso={created_at} />
      </Trans>
      {requester && <By name={requester} />}
    </p>
    <h1>{isEditing ? t`Edit ticket` : title}</h1>
    {!isEditing && onEdit && (
      <button
        type="button"
        className="button ticket__edit"
        data-quiet
        data-edit
        aria-keyshortcuts="e"
        onClick={onEdit}
      >
        <PencilIcon />
        {t`Edit`}
      </button>
    )}
  </header>
)
