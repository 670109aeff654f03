import { t } from '@lingui/core/macro'

/** The shape of the page while the figures are on their way. */
export const StatsSkeleton = () => (
  <div role="status">
    <span className="visually-hidden">{t`Loading the statistics…`}</span>
    <div className="stats skeleton" aria-hidden="true">
      <div className="figures">
        <div className="card figure" />
        <div className="card figure" />
        <div className="card figure" />
      </div>
      <div className="card" />
      <div className="card" />
    </div>
  </div>
)
