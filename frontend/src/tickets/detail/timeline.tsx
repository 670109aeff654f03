import { t } from '@lingui/core/macro'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import type { TicketDetail } from '../../api/schema'
import { TimeAgo } from '../../ui/time-ago'
import { CommentForm } from './comment-form'
import { happenings } from './happenings'
import { NewEntries } from './new-entries'
import { Change } from './timeline-change'
import { Created, Note, Suggested } from './timeline-entries'
import { useNewEntries } from './use-new-entries'

type TimelineProps = { ticket: TicketDetail; worksOnTickets: boolean }

export const Timeline = ({ ticket, worksOnTickets }: TimelineProps) => (
  <section className="ticket__timeline" aria-labelledby="timeline">
    <h2 id="timeline">{t`Timeline`}</h2>
    {/* Nothing that could move stands below it where nobody writes. */}
    {worksOnTickets ? <WorkingTimeline ticket={ticket} /> : <Entries ticket={ticket} />}
  </section>
)

function WorkingTimeline({ ticket }: { ticket: TicketDetail }) {
  const { shown, number, show } = useNewEntries(ticket)
  const entries = useRef<HTMLDivElement>(null)
  function showNew() {
    flushSync(show)
    // What was pressed has gone, and the focus with it.
    const all = entries.current?.querySelectorAll<HTMLElement>('.timeline__entry')
    all?.[all.length - number]?.focus()
  }
  return (
    <>
      <div ref={entries}>
        <Entries ticket={shown} />
      </div>
      <NewEntries number={number} onShow={showNew} />
      <CommentForm key={ticket.id} ticketId={ticket.id} />
    </>
  )
}

const Entries = ({ ticket }: { ticket: TicketDetail }) => (
  <ol className="timeline">
    <Created>
      <TimeAgo iso={ticket.created_at} />
    </Created>
    <Suggested ticket={ticket} />
    {happenings(ticket).map(({ key, change, comment }) =>
      change ? <Change key={key} change={change} /> : comment && <Note key={key} comment={comment} />,
    )}
  </ol>
)
