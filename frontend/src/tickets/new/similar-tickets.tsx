import { plural, t } from '@lingui/core/macro'
import { useState } from 'react'
import { Link } from 'react-router'
import type { SimilarTicket } from '../../api/schema'
import { StatusLabel } from '../../ui/labels'

const counted = (number: number) => plural(number, { one: '# similar ticket.', other: '# similar tickets.' })

type SimilarTicketsProps = {
  /** Null as long as nobody has looked. */
  tickets: SimilarTicket[] | null
}

/** What may already say the same, beside the form: it has its room from the start. */
export const SimilarTickets = ({ tickets }: SimilarTicketsProps) => (
  <aside className="similar" aria-labelledby="similar">
    <h2 id="similar">{t`Similar tickets`}</h2>
    {tickets && tickets.length > 0 ? (
      <ul>
        {tickets.map((ticket) => (
          <Similar key={ticket.id} ticket={ticket} />
        ))}
      </ul>
    ) : (
      <p className="similar__none">
        {tickets ? t`None so far.` : t`Those that share words with yours show here as you write.`}
      </p>
    )}
    <Announcement number={tickets?.length ?? 0} />
  </aside>
)

/** In a tab of its own, so that what is being written stays as it is. */
const Similar = ({ ticket }: { ticket: SimilarTicket }) => (
  <li>
    <Link className="similar__link" to={`/tickets/${ticket.id}`} target="_blank">
      <span className="similar__title">{ticket.title}</span>
      <span className="similar__facts">
        <StatusLabel value={ticket.status} />#{ticket.id}
        <span className="visually-hidden">{t`, opens in a new tab`}</span>
      </span>
    </Link>
  </li>
)

/** Said once for each form: the list may change with every few words. */
function Announcement({ number }: { number: number }) {
  const [said, setSaid] = useState('')
  if (number > 0 && !said) setSaid(counted(number))
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  )
}
