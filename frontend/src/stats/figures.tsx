import { t } from '@lingui/core/macro'
import { Link } from 'react-router'
import type { Stats } from '../api/schema'
import { count, nameOf, percent, tenths } from '../ui/words'

function shareOfAll({ open_tickets, total_tickets }: Stats) {
  const share = percent(open_tickets / total_tickets)
  return t`${share} of all`
}

export const Figures = ({ stats }: { stats: Stats }) => (
  <ul className="figures">
    <li className="card figure">
      <p className="figure__name">
        <Link to="/tickets">{t`Tickets in total`}</Link>
      </p>
      <p className="figure__value">{count(stats.total_tickets)}</p>
      <p className="figure__note">{t`of every status`}</p>
    </li>
    <li className="card figure">
      <p className="figure__name">
        <Link to="/tickets?status=open">{nameOf('open')}</Link>
      </p>
      <p className="figure__value">{count(stats.open_tickets)}</p>
      <p className="figure__note">{stats.total_tickets > 0 && shareOfAll(stats)}</p>
    </li>
    <li className="card figure">
      <p className="figure__name">{t`Average per day`}</p>
      <p className="figure__value">{tenths(stats.avg_tickets_per_day)}</p>
      <p className="figure__note">{t`since the first ticket, quiet days included`}</p>
    </li>
  </ul>
)
