import type { ReactNode } from 'react'

type IconSelectProps = {
  name: string
  icon: ReactNode
  value: string
  onChoose: (value: string) => void
  /** Its options. */
  children: ReactNode
}

/** The browser's own list of choices, under an icon. */
export const IconSelect = ({ name, icon, value, onChoose, children }: IconSelectProps) => (
  <label className="icon-select" title={name}>
    {icon}
    <select aria-label={name} value={value} onChange={({ target }) => onChoose(target.value)}>
      {children}
    </select>
  </label>
)
