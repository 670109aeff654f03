import { Link } from 'react-router'
import type { Stats } from '../api/schema'
import { count, percent } from '../ui/words'

export const Figures = ({ stats }: { stats: Stats }) => (
  <ul className="figures">
    <li className="card figure">
      <p className="figure__name">
        <Link to="/tickets">Tickets in total</Link>
      </p>
      <p className="figure__value">{count(stats.total_tickets)}</p>
      <p className="figure__note">of every status</p>
    </li>
    <li className="card figure">
      <p className="figure__name">
        <Link to="/tickets?status=open">Open</Link>
      </p>
      <p className="figure__value">{count(stats.open_tickets)}</p>
      <p className="figure__note">
        {stats.total_tickets > 0 && `${percent(stats.open_tickets / stats.total_tickets)} of all`}
      </p>
    </li>
    <li className="card figure">
      <p className="figure__name">Average per day</p>
      <p className="figure__value">{stats.avg_tickets_per_day.toFixed(1)}</p>
      <p className="figure__note">since the first ticket, quiet days included</p>
    </li>
  </ul>
)
