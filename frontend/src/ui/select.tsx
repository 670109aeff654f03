import type { ComponentProps } from 'react'
import { nameOf } from './words'

type SelectProps = ComponentProps<'select'> & {
  options: readonly string[]
  /** The text of the empty choice; without it a value must be chosen. */
  empty?: string
  /** Shows the value with a question mark. */
  isGuess?: boolean
}

export function Select({ options, empty, isGuess = false, className = '', ...props }: SelectProps) {
  return (
    <select className={`select ${className}`} data-guess={isGuess || undefined} {...props}>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {nameOf(option)}
          {isGuess && option === props.value && '?'}
        </option>
      ))}
    </select>
  )
}
