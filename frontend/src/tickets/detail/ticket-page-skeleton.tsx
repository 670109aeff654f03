import { t } from '@lingui/core/macro'

/** The shape of the page while the ticket is on its way. */
export const TicketPageSkeleton = () => (
  <div role="status">
    <span className="visually-hidden">{t`Loading the ticket…`}</span>
    <div className="ticket skeleton" aria-hidden="true">
      <i className="bone bone--heading" />
      <div className="ticket__side card" />
      <div className="ticket__text card" />
    </div>
  </div>
)
