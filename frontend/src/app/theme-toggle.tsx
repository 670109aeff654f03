import { MoonIcon, ScreenIcon, SunIcon } from '../ui/icons'
import { applyTheme, useTheme } from './theme'

const themes = [
  { value: 'system', name: 'System theme', Icon: ScreenIcon },
  { value: 'light', name: 'Light theme', Icon: SunIcon },
  { value: 'dark', name: 'Dark theme', Icon: MoonIcon },
] as const

export function ThemeToggle() {
  const chosen = useTheme()
  return (
    <fieldset className="theme-toggle">
      <legend className="visually-hidden">Theme</legend>
      {themes.map(({ value, name, Icon }) => (
        <label key={value} title={name}>
          <input type="radio" name="theme" checked={value === chosen} onChange={() => applyTheme(value)} />
          <Icon />
          <span className="visually-hidden">{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
