import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { CrossIcon } from './icons'

type ToastProps = { children: ReactNode; isProblem?: boolean; actions?: ReactNode; onClose: () => void }

/**
 * Tells what has just happened, and stays until it is closed: nobody has to hurry. A problem is announced;
 * for the rest, who shows it keeps a status on the page that says the same.
 */
export const Toast = ({ children, isProblem = false, actions, onClose }: ToastProps) => (
  <div className="toast" data-problem={isProblem || undefined}>
    <p role={isProblem ? 'alert' : undefined}>{children}</p>
    {actions}
    <button type="button" className="toast__close" aria-label={t`Close this message`} onClick={onClose}>
      <CrossIcon />
    </button>
  </div>
)
