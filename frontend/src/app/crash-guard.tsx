import { t } from '@lingui/core/macro'
import { Component, type ReactNode } from 'react'
import { EmptyState } from '../ui/empty-state'
import { WarningIcon } from '../ui/icons'

type CrashGuardProps = {
  /** Where another one is shown, it is tried again. */
  place?: string
  children: ReactNode
}

/** Says so where its content cannot be drawn, or its file is gone since an upgrade: React alone would leave a white page. */
export class CrashGuard extends Component<CrashGuardProps, { isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError = () => ({ isBroken: true })

  override componentDidUpdate({ place }: CrashGuardProps) {
    if (this.state.isBroken && place !== this.props.place) this.setState({ isBroken: false })
  }

  override render() {
    return this.state.isBroken ? <Crashed /> : this.props.children
  }
}

const Crashed = () => (
  <div role="alert">
    <EmptyState
      art={<WarningIcon />}
      title={t`This page cannot be shown`}
      action={
        <button type="button" className="button" onClick={() => location.reload()}>
          {t`Load it again`}
        </button>
      }
    >
      {t`This is a fault in Hushdesk, or it was just updated. What you saved is safe.`}
    </EmptyState>
  </div>
)
