import type { ReactNode } from 'react'

type EmptyStateProps = { art: ReactNode; title: string; children: ReactNode; action?: ReactNode }

/** What a screen shows in place of content: what is the case, and the one thing to do about it. */
export const EmptyState = ({ art, title, children, action }: EmptyStateProps) => (
  <div className="empty">
    <div className="empty__art">{art}</div>
    <h2>{title}</h2>
    <p>{children}</p>
    {action}
  </div>
)
