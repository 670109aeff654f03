import { t } from '@lingui/core/macro'
import type { Ticket } from '../../api/schema'
import { CategoryLabel, PriorityLabel, StatusLabel } from '../../ui/labels'

/** Status and labels, for whoever may read the ticket only. */
export const TicketFacts = ({ ticket }: { ticket: Ticket }) => (
  <dl className="ticket-facts">
    <dt>{t`Status`}</dt>
    <dd>
      <StatusLabel value={ticket.status} />
    </dd>
    <dt>{t`Category`}</dt>
    <dd>
      <CategoryLabel value={ticket.category} isGuess={false} />
    </dd>
    <dt>{t`Priority`}</dt>
    <dd>
      <PriorityLabel value={ticket.priority} isGuess={false} />
    </dd>
  </dl>
)
