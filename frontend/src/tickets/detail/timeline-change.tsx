import type { TicketHistoryEntry } from '../../api/schema'
import { TimeAgo } from '../../ui/time-ago'
import { nameOf } from '../../ui/words'
import { engineName } from '../engine-name'
import { Entry } from './timeline-entries'

type ChangeProps = { change: TicketHistoryEntry }

const fieldNames: Record<string, string> = {
  title: 'Title',
  description: 'Description',
  category: 'Category',
  priority: 'Priority',
  status: 'Status',
}

export const Change = ({ change }: ChangeProps) =>
  change.actor === 'person' ? <PersonsChange change={change} /> : <EnginesChange change={change} />

const EnginesChange = ({ change }: ChangeProps) => (
  <Entry kind="engine">
    <p>
      <span className="timeline__engine">{engineName(change.actor, change.actor_name)}</span> suggested{' '}
      <strong>{nameOf(change.new)}</strong>, in place of {nameOf(change.old)}
    </p>
    <p className="timeline__by">
      <TimeAgo iso={change.at} />
    </p>
  </Entry>
)

function PersonsChange({ change }: ChangeProps) {
  // A title may be the word "open", and is not the name of a status then.
  const inWords = (value: string) => (change.field === 'title' ? value : nameOf(value))
  return (
    <Entry kind="person">
      {change.field === 'description' ? (
        <Rewritten before={change.old} />
      ) : (
        <p>
          {fieldNames[change.field] ?? change.field} changed from <strong>{inWords(change.old)}</strong> to{' '}
          <strong>{inWords(change.new)}</strong>
        </p>
      )}
      <p className="timeline__by">
        by {change.actor_name || 'a person'} · <TimeAgo iso={change.at} />
      </p>
    </Entry>
  )
}

/** A description is too long for a line: what it said before is there for those who ask. */
const Rewritten = ({ before }: { before: string }) => (
  <>
    <p>Description changed</p>
    <details className="timeline__before">
      <summary>What it said before</summary>
      <p>{before}</p>
    </details>
  </>
)
