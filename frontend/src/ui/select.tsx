import type { ComponentProps } from 'react'
import { nameOf } from './words'

type SelectProps = ComponentProps<'select'> & {
  options: readonly string[]
  /** The text of the empty choice; without it a value must be chosen. */
  empty?: string
}

export function Select({ options, empty, className = '', ...props }: SelectProps) {
  return (
    <select className={`select ${className}`} {...props}>
      {empty !== undefined && <option value="">{empty}</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {nameOf(option)}
        </option>
      ))}
    </select>
  )
}
