import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Comment, TicketDetail } from '../../api/schema'
import { PersonIcon, PlusIcon, SparkIcon, SpeechIcon } from '../../ui/icons'
import { LinkedText } from '../../ui/linked-text'
import { TimeAgo } from '../../ui/time-ago'
import { verbatim } from '../../ui/verbatim'
import { nameOf } from '../../ui/words'
import { engineNameAtStart } from '../engine-name'
import { firstSuggestion } from './happenings'

const icons = { created: PlusIcon, engine: SparkIcon, person: PersonIcon, comment: SpeechIcon }

type EntryProps = { kind: keyof typeof icons; children: ReactNode }

/** One line of the timeline; its icon tells an engine's part from people's, and so do its words. */
export function Entry({ kind, children }: EntryProps) {
  const Icon = icons[kind]
  return (
    <li className="timeline__entry" data-kind={kind} tabIndex={-1}>
      <span className="timeline__mark">
        <Icon />
      </span>
      <div className="timeline__what">{children}</div>
    </li>
  )
}

export const Created = ({ children }: { children: ReactNode }) => (
  <Entry kind="created">
    <p>{t`Ticket created`}</p>
    <p className="timeline__by">{children}</p>
  </Entry>
)

export function Suggested({ ticket }: { ticket: TicketDetail }) {
  const suggestion = firstSuggestion(ticket)
  if (!suggestion) return null
  const engine = verbatim(engineNameAtStart(ticket.suggestion_source, ticket.suggestion_model))
  const [category, priority] = [nameOf(suggestion.category), nameOf(suggestion.priority)]
  return (
    <Entry kind="engine">
      <p>
        <Trans>
          <span className="timeline__engine">{engine}</span> suggested <strong>{category}</strong> and{' '}
          <strong>{priority}</strong>
        </Trans>
      </p>
    </Entry>
  )
}

export const Note = ({ comment: { author, body, at } }: { comment: Comment }) => (
  <Entry kind="comment">
    <article className="comment" aria-label={author ? t`Comment by ${author}` : t`Comment by a person`}>
      <p className="comment__head">
        <strong>{author || t`A person`}</strong> <TimeAgo iso={at} />
      </p>
      <div className="comment__body">
        <LinkedText text={body} />
      </div>
    </article>
  </Entry>
)
