import { useState } from 'react'
import { Link } from 'react-router'
import type { Ticket } from '../../api/schema'
import { Notice } from '../../ui/notice'
import { NewTicketForm } from './new-ticket-form'

const isUnlabelled = (ticket: Ticket) => !ticket.category_set_by_person || !ticket.priority_set_by_person

const Created = ({ ticket }: { ticket: Ticket }) => (
  <Notice tone="success" title={`Ticket #${ticket.id} created.`} actions={<ViewLink id={ticket.id} />}>
    {isUnlabelled(ticket) && <p>What you left open will be chosen for you in a moment.</p>}
  </Notice>
)

const ViewLink = ({ id }: { id: number }) => (
  <Link className="button" to={`/tickets/${id}`}>
    View it
  </Link>
)

export function NewTicketPage() {
  const [created, setCreated] = useState<Ticket | null>(null)
  return (
    <div className="new-ticket">
      <title>New ticket · Hushdesk</title>
      <header className="page__head">
        <h1>New ticket</h1>
        <p className="page__lead">
          Describe it in your own words. Category and priority are suggested as you write.
        </p>
      </header>
      <div role="status">{created && <Created ticket={created} />}</div>
      {/* A new key is a new, empty form. */}
      <NewTicketForm key={created?.id} isNext={created !== null} onCreated={setCreated} />
    </div>
  )
}
