import type { TicketDetail, TicketHistoryEntry } from '../../api/schema'
import { shortModelName } from '../../api/triage'
import { TimeAgo } from '../../ui/time-ago'
import { nameOf } from '../../ui/words'

const fieldNames: Record<string, string> = {
  title: 'Title',
  description: 'Description',
  category: 'Category',
  priority: 'Priority',
  status: 'Status',
}
// Their old and new values are too long for a line.
const TEXTS = ['title', 'description']

const actorOf = ({ actor, actor_name }: TicketHistoryEntry) => {
  if (actor === 'llm') return shortModelName(actor_name) || 'the language model'
  return actor === 'builtin' ? 'the built-in classifier' : actor_name || 'a person'
}

const Entry = ({ entry }: { entry: TicketHistoryEntry }) => (
  <li>
    <p>
      {fieldNames[entry.field] ?? entry.field} changed
      {!TEXTS.includes(entry.field) && (
        <>
          {' '}
          from <strong>{nameOf(entry.old)}</strong> to <strong>{nameOf(entry.new)}</strong>
        </>
      )}
    </p>
    <p className="history__by">
      by {actorOf(entry)} · <TimeAgo iso={entry.at} />
    </p>
  </li>
)

export const History = ({ ticket }: { ticket: TicketDetail }) => (
  <section className="ticket__history" aria-labelledby="history">
    <h2 id="history">History</h2>
    <ol className="history">
      {ticket.history.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
      <li>
        <p>Ticket created</p>
        <p className="history__by">
          <TimeAgo iso={ticket.created_at} />
        </p>
      </li>
    </ol>
  </section>
)
