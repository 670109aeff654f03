import { t } from '@lingui/core/macro'

/** The shape of the panel while its figures are on their way. */
export const QualitySkeleton = () => (
  <div role="status">
    <span className="visually-hidden">{t`Loading the figures on suggestions…`}</span>
    <div className="skeleton" aria-hidden="true">
      <div className="quality__labels">
        <div className="card quality__label" />
        <div className="card quality__label" />
      </div>
      <div className="card quality__engines" />
    </div>
  </div>
)
