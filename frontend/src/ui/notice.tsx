import type { ReactNode } from 'react'
import { CheckIcon, WarningIcon } from './icons'

const icons = { success: CheckIcon, warning: WarningIcon, danger: WarningIcon }

type NoticeProps = { tone: keyof typeof icons; title: ReactNode; children?: ReactNode; actions?: ReactNode }

export function Notice({ tone, title, children, actions }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div className="notice" data-tone={tone} role={tone === 'success' ? undefined : 'alert'}>
      <Icon />
      <div className="notice__text">
        <p className="notice__title">{title}</p>
        {children}
      </div>
      {actions && <div className="notice__actions">{actions}</div>}
    </div>
  )
}
