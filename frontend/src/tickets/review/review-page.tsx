import { plural, t } from '@lingui/core/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { useNews } from '../../api/news'
import type { Ticket } from '../../api/schema'
import { useCommands } from '../../ui/commands'
import { EmptyState } from '../../ui/empty-state'
import { CheckIcon } from '../../ui/icons'
import { LoadProblem } from '../../ui/load-problem'
import { ticketQueries, UNSURE } from '../queries'
import { ReviewedTicket } from './reviewed-ticket'
import { useReview, type Review } from './use-review'

/** With fewer than these before them nobody waits for the next page. */
const FEW = 5

/** The tickets of which the model was unsure, one after the other. */
export function ReviewPage() {
  const list = useInfiniteQuery({
    ...ticketQueries.list(UNSURE),
    select: ({ pages }) => pages.flatMap((page) => page.results),
  })
  // The ticket on screen stays, whatever comes in before it.
  useNews(() => void list.refetch({ cancelRefetch: false }))
  const counted = useQuery(ticketQueries.count(UNSURE)).data
  const problem = list.error ?? list.failureReason
  return (
    <div className="review">
      <title>{t`Review · Hushdesk`}</title>
      {list.data && counted && <Queue list={list} waiting={list.data} counted={counted.count} />}
      {!list.data && problem && (
        <LoadProblem
          title={t`The tickets could not be loaded`}
          error={problem}
          onRetry={() => void list.refetch()}
        />
      )}
    </div>
  )
}

type QueueProps = {
  list: { hasNextPage: boolean; isFetching: boolean; fetchNextPage: () => unknown }
  waiting: readonly Ticket[]
  counted: number
}

function Queue({ list, waiting, counted }: QueueProps) {
  const review = useReview(waiting, counted)
  const { hasNextPage, isFetching, fetchNextPage } = list
  const isRunningOut = review.left < FEW && hasNextPage
  useEffect(() => {
    if (isRunningOut && !isFetching) fetchNextPage()
  }, [isRunningOut, isFetching, fetchNextPage])
  const { ticket, place, total, canUndo, undo } = review
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(ticket?.id)
  useCommands([{ name: t`Undo the last answer`, keys: 'u', when: () => canUndo, run: undo }])
  useEffect(() => {
    // The next ticket is read from its title; what was pressed may be gone.
    if (before.current !== ticket?.id) heading.current?.focus()
    before.current = ticket?.id
  }, [ticket?.id])
  return (
    <>
      <header className="page__head">
        <h1 ref={heading} tabIndex={-1}>
          {ticket ? ticket.title : t`Review`}
        </h1>
        {ticket && <p className="review__progress">{t`${place} of ${total}`}</p>}
      </header>
      {ticket && <ReviewedTicket review={review} ticket={ticket} />}
      {!ticket && (isRunningOut ? <p role="status">{t`Loading…`}</p> : <AllReviewed review={review} />)}
    </>
  )
}

function AllReviewed({ review: { skipped, comeBack, canUndo, undo } }: { review: Review }) {
  return (
    <EmptyState
      art={<CheckIcon />}
      title={skipped > 0 ? t`Only what you skipped is left to review` : t`Nothing left to review`}
      action={
        <div className="review__answers">
          <Link className="button" data-primary to="/tickets">
            {t`Go to the tickets`}
          </Link>
          {skipped > 0 && (
            <button type="button" className="button" onClick={comeBack}>
              {plural(skipped, { one: 'Back to # skipped ticket', other: 'Back to # skipped tickets' })}
            </button>
          )}
          {canUndo && (
            <button type="button" className="button" onClick={undo}>
              {t`Undo the last answer`}
            </button>
          )}
        </div>
      }
    >
      {t`When the model is unsure of a category or a priority, the ticket waits here for you to accept or correct it.`}
    </EmptyState>
  )
}
