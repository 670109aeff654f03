import { t } from '@lingui/core/macro'
import type { Comment, TicketDetail, TicketHistoryEntry } from '../../api/schema'
import { TimeAgo } from '../../ui/time-ago'
import { Change } from './timeline-change'
import { CommentForm } from './comment-form'
import { Created, Note, Suggested } from './timeline-entries'

type Happening = { at: string; change?: TicketHistoryEntry; comment?: Comment }

/** Changes and comments, oldest first; the server tells each of them newest first. */
function happenings({ history, comments }: TicketDetail): Happening[] {
  const all = [
    ...history.map((change) => ({ at: change.at, change })),
    ...comments.map((comment) => ({ at: comment.at, comment })),
  ]
  return all.reverse().sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

type TimelineProps = { ticket: TicketDetail; worksOnTickets: boolean }

export const Timeline = ({ ticket, worksOnTickets }: TimelineProps) => (
  <section className="ticket__timeline" aria-labelledby="timeline">
    <h2 id="timeline">{t`Timeline`}</h2>
    <ol className="timeline">
      <Created>
        <TimeAgo iso={ticket.created_at} />
      </Created>
      <Suggested ticket={ticket} />
      {happenings(ticket).map(({ change, comment }) =>
        change ? (
          <Change key={`change ${change.id}`} change={change} />
        ) : (
          comment && <Note key={`comment ${comment.id}`} comment={comment} />
        ),
      )}
    </ol>
    {worksOnTickets && <CommentForm key={ticket.id} ticketId={ticket.id} />}
  </section>
)
