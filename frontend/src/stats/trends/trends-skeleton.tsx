import { t } from '@lingui/core/macro'

/** The shape of the charts while their figures are on their way. */
export const TrendsSkeleton = () => (
  <div role="status">
    <span className="visually-hidden">{t`Loading the figures over time…`}</span>
    <div className="stats skeleton" aria-hidden="true">
      <div className="card chart" data-wide />
      <div className="card chart" data-wide />
      <div className="card chart" />
      <div className="card chart" />
    </div>
  </div>
)
