import type { ReactNode } from 'react'
import type { Comment, TicketDetail } from '../../api/schema'
import { PersonIcon, PlusIcon, SparkIcon, SpeechIcon } from '../../ui/icons'
import { LinkedText } from '../../ui/linked-text'
import { TimeAgo } from '../../ui/time-ago'
import { nameOf } from '../../ui/words'
import { engineName } from '../engine-name'

const icons = { created: PlusIcon, engine: SparkIcon, person: PersonIcon, comment: SpeechIcon }

type EntryProps = { kind: keyof typeof icons; children: ReactNode }

/** One line of the timeline; its icon tells an engine's part from people's, and so do its words. */
export function Entry({ kind, children }: EntryProps) {
  const Icon = icons[kind]
  return (
    <li className="timeline__entry" data-kind={kind}>
      <span className="timeline__mark">
        <Icon />
      </span>
      <div className="timeline__what">{children}</div>
    </li>
  )
}

export const Created = ({ children }: { children: ReactNode }) => (
  <Entry kind="created">
    <p>Ticket created</p>
    <p className="timeline__by">{children}</p>
  </Entry>
)

/** What was suggested while the ticket was written. What an engine changed later tells of itself. */
export function Suggested({ ticket }: { ticket: TicketDetail }) {
  const { suggested_category, suggested_priority, suggestion_source, suggestion_model } = ticket
  const changedIt = ticket.history.some(({ actor }) => actor !== 'person')
  if (!suggested_category || !suggested_priority || changedIt) return null
  return (
    <Entry kind="engine">
      <p>
        <span className="timeline__engine">{engineName(suggestion_source, suggestion_model)}</span> suggested{' '}
        <strong>{nameOf(suggested_category)}</strong> and <strong>{nameOf(suggested_priority)}</strong>
      </p>
    </Entry>
  )
}

export const Note = ({ comment }: { comment: Comment }) => (
  <Entry kind="comment">
    <article className="comment" aria-label={`Comment by ${comment.author || 'a person'}`}>
      <p className="comment__head">
        <strong>{comment.author || 'A person'}</strong> <TimeAgo iso={comment.at} />
      </p>
      <div className="comment__body">
        <LinkedText text={comment.body} />
      </div>
    </article>
  </Entry>
)
