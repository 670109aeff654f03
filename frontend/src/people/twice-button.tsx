import { useState, type ReactNode } from 'react'
import { notDoubled } from '../ui/not-doubled'

type TwiceButtonProps = {
  className: string
  children: ReactNode
  /** What it says before the second press. */
  again: ReactNode
  onPress: (button: HTMLButtonElement) => void
}

/** For what cannot be taken back: it takes two presses, and is red before the second. */
export function TwiceButton({ className, children, again, onPress }: TwiceButtonProps) {
  const [isSure, setIsSure] = useState(false)
  return (
    <button
      type="button"
      className={className}
      data-danger={isSure || undefined}
      onBlur={() => setIsSure(false)}
      onClick={notDoubled<HTMLButtonElement>(({ currentTarget }) =>
        isSure ? onPress(currentTarget) : setIsSure(true),
      )}
    >
      {isSure ? again : children}
    </button>
  )
}
