import { t } from '@lingui/core/macro'

const ROWS = 8

/** The shape of the list while it is on its way. */
export const TicketSkeleton = () => (
  <div role="status">
    <span className="visually-hidden">{t`Loading tickets…`}</span>
    <div className="ticket-list skeleton" aria-hidden="true">
      {Array.from({ length: ROWS }, (_, row) => (
        <div className="ticket-row" key={row}>
          <div className="ticket-row__text">
            <i className="bone bone--title" />
            <i className="bone" />
          </div>
          <i className="bone bone--facts" />
        </div>
      ))}
    </div>
  </div>
)
