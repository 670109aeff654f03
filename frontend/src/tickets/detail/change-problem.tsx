import { useEffect, useRef } from 'react'
import type { TicketDetail } from '../../api/schema'
import { Notice } from '../../ui/notice'
import { nameOf } from '../../ui/words'
import type { Change, FailedChange } from './use-ticket-changes'

const labels = [
  ['status', 'Status'],
  ['category', 'Category'],
  ['priority', 'Priority'],
] as const
const texts = [
  ['title', 'title'],
  ['description', 'description'],
] as const

/** What differs between the ticket as it was seen and as it is, in sentences. */
function differences(seen: TicketDetail, current: TicketDetail): string[] {
  return [
    ...labels
      .filter(([field]) => seen[field] !== current[field])
      .map(([field, name]) => `${name} is now ${nameOf(current[field])}, no longer ${nameOf(seen[field])}.`),
    ...texts
      .filter(([field]) => seen[field] !== current[field])
      .map(([, name]) => `The ${name} was rewritten.`),
  ]
}

const describe = (change: Change) =>
  labels
    .filter(([field]) => change[field])
    .map(([field, name]) => `${name}: ${nameOf(change[field] ?? '')}`)
    .join(', ')

type ChangeProblemProps = { failed: FailedChange; onAgain: () => void; onLeave: () => void }

/** Brings what it holds into view: the control that failed may be far from it. */
function useInView() {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return element
}

export function ChangeProblem({ failed, onAgain, onLeave }: ChangeProblemProps) {
  const { change, error, seen, current } = failed
  const changed = seen && current ? differences(seen, current) : []
  return (
    <div className="ticket__problem" ref={useInView()}>
      <Notice
        tone={current ? 'warning' : 'danger'}
        title={current ? 'Someone changed this ticket before you.' : 'Your change was not saved.'}
        actions={
          <>
            <button type="button" className="button" onClick={onAgain}>
              {current ? 'Apply my change' : 'Try again'}
            </button>
            <button type="button" className="button" data-quiet onClick={onLeave}>
              Leave it
            </button>
          </>
        }
      >
        {current ? changed.map((sentence) => <p key={sentence}>{sentence}</p>) : <p>{error.message}</p>}
        <p>
          Your change, not saved yet: <strong>{describe(change)}</strong>
        </p>
      </Notice>
    </div>
  )
}
