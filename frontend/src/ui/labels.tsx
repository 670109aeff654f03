import { t } from '@lingui/core/macro'
import type { Category, Priority, Status } from '../api/schema'
import {
  CardIcon,
  PersonIcon,
  SpeechIcon,
  StatusClosedIcon,
  StatusInProgressIcon,
  StatusOpenIcon,
  StatusResolvedIcon,
  WrenchIcon,
} from './icons'
import { nameOf } from './words'

const categoryIcons = { billing: CardIcon, technical: WrenchIcon, account: PersonIcon, general: SpeechIcon }
const statusIcons = {
  open: StatusOpenIcon,
  in_progress: StatusInProgressIcon,
  resolved: StatusResolvedIcon,
  closed: StatusClosedIcon,
}

export function CategoryIcon({ value }: { value: Category }) {
  const Icon = categoryIcons[value]
  return <Icon />
}

export function StatusIcon({ value }: { value: Status }) {
  const Icon = statusIcons[value]
  return <Icon className={`status-${value}`} />
}

const bars: Record<Priority, number> = { low: 1, medium: 2, high: 3, critical: 4 }

/** Signal bars, one to three; critical is a filled square with an exclamation mark, so that shape alone tells. */
export function PriorityIcon({ value }: { value: Priority }) {
  return (
    <svg className={`icon priority-${value}`} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
      {value === 'critical' ? (
        <path d="M4 1.5A2.5 2.5 0 0 0 1.5 4v8A2.5 2.5 0 0 0 4 14.5h8a2.5 2.5 0 0 0 2.5-2.5V4A2.5 2.5 0 0 0 12 1.5H4Zm3.25 3h1.5v4.25h-1.5V4.5Zm0 5.5h1.5v1.5h-1.5V10Z" />
      ) : (
        [1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 4.5 - 3}
            y={14 - bar * 3.75}
            width="3"
            height={bar * 3.75}
            rx="1"
            opacity={bar <= bars[value] ? 1 : 0.28}
          />
        ))
      )}
    </svg>
  )
}

/** A name that is a question to those who see it and says so to those who hear it. */
const Guess = ({ name }: { name: string }) => (
  <span>
    {name}
    <span className="label__doubt" aria-hidden="true">
      ?
    </span>
    <span className="visually-hidden">{t`, unsure`}</span>
  </span>
)

export const CategoryLabel = ({ value, isGuess }: { value: Category; isGuess: boolean }) => (
  <span className="label">
    <CategoryIcon value={value} />
    {isGuess ? <Guess name={nameOf(value)} /> : nameOf(value)}
  </span>
)

export const StatusLabel = ({ value }: { value: Status }) => (
  <span className="label">
    <StatusIcon value={value} />
    {nameOf(value)}
  </span>
)

export const PriorityLabel = ({ value, isGuess }: { value: Priority; isGuess: boolean }) => (
  <span className="label">
    <PriorityIcon value={value} />
    {isGuess ? <Guess name={nameOf(value)} /> : nameOf(value)}
  </span>
)
