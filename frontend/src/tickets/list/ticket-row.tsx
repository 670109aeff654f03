import { t } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useQueryClient } from '@tanstack/react-query'
import { memo, type MouseEventHandler } from 'react'
import type { Ticket } from '../../api/schema'
import { CategoryLabel, PriorityLabel, StatusLabel } from '../../ui/labels'
import { TimeAgo } from '../../ui/time-ago'
import { ticketQueries } from '../queries'
import { isGuess } from '../sureness'
import { Marked } from './marked'
import { excerpt, isElsewhere } from './matches'
import { forgetRest, onceAtRest } from './pointer-rest'
import { RowCheckbox } from './selection/row-checkbox'
import { rememberCurrent } from './selection/rows'

// Longer than what two lines can show: a page of very long tickets should not weigh down the screen.
const EXCERPT_LENGTH = 400

type TicketRowProps = {
  ticket: Ticket
  /** What was searched for. */
  words: readonly string[]
  /** It was found by these words, and does not only stand here until what they find has come. */
  isFound: boolean
  /** Which of its times a row shows: the one that the list is sorted by. */
  time: 'created_at' | 'updated_at'
  /** The filters of the list, as the address of a ticket keeps them. */
  search: string
  isOpen: boolean
  isSelected: boolean
  /** Whether it has changed so that the list would not show it any more. */
  isGone: boolean
  onOpen: MouseEventHandler<HTMLAnchorElement>
  /** Left out where tickets are only read. */
  onToggle: ((number: number, upTo?: boolean) => void) | undefined
}

export const TicketRow = memo(function TicketRow({
  ticket,
  words,
  isFound,
  time,
  search,
  isOpen,
  isSelected,
  isGone,
  onOpen,
  onToggle,
}: TicketRowProps) {
  // What is memorised has to hear of another language by itself.
  useLingui()
  const queryClient = useQueryClient()
  const { title, description } = ticket
  const prefetch = () => void queryClient.prefetchQuery(ticketQueries.detail(ticket.id))
  return (
    <li
      className="ticket-row"
      data-ticket={ticket.id}
      data-selected={isSelected || undefined}
      data-gone={isGone || undefined}
      title={isGone ? t`No longer matches the filters` : undefined}
      data-done={ticket.status === 'resolved' || ticket.status === 'closed' || undefined}
      onFocus={rememberCurrent}
    >
      {onToggle && (
        <RowCheckbox number={ticket.id} title={title} isSelected={isSelected} onToggle={onToggle} />
      )}
      <div className="ticket-row__text">
        <h2 className="ticket-row__title">
          <a
            href={`/tickets/${ticket.id}${search}`}
            aria-current={isOpen ? 'page' : undefined}
            onClick={onOpen}
            onPointerEnter={() => onceAtRest(prefetch)}
            onPointerLeave={forgetRest}
            onFocus={prefetch}
          >
            <Marked text={title} words={words} />
          </a>
        </h2>
        {isGone && <p className="visually-hidden">{t`No longer matches the filters`}</p>}
        <p className="ticket-row__excerpt">
          {isFound && isElsewhere([title, description], words) && <InComment />}
          <Marked text={excerpt(description, words, EXCERPT_LENGTH)} words={words} />
        </p>
      </div>
      <div className="ticket-row__facts">
        <PriorityLabel value={ticket.priority} isGuess={isGuess(ticket, 'priority')} />
        <CategoryLabel value={ticket.category} isGuess={isGuess(ticket, 'category')} />
        <StatusLabel value={ticket.status} />
        <TimeAgo iso={ticket[time]} />
      </div>
    </li>
  )
})

/** What was searched for is not to be seen in the row. */
const InComment = () => (
  <>
    <span className="ticket-row__where">{t`in a comment`}</span>{' '}
  </>
)
