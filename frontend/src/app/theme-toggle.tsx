import { useState } from 'react'
import { MoonIcon, ScreenIcon, SunIcon } from '../ui/icons'
import { storage } from '../ui/storage'

// The same key is read by public/theme.js before the first paint.
const KEY = 'hushdesk.theme'
const remembered = storage('localStorage')

const themes = [
  { value: 'system', name: 'System theme', Icon: ScreenIcon },
  { value: 'light', name: 'Light theme', Icon: SunIcon },
  { value: 'dark', name: 'Dark theme', Icon: MoonIcon },
]

function apply(theme: string) {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  remembered.write(KEY, theme === 'system' ? null : theme)
}

export function ThemeToggle() {
  const [chosen, setChosen] = useState(() => document.documentElement.dataset['theme'] ?? 'system')
  return (
    <fieldset className="theme-toggle">
      <legend className="visually-hidden">Theme</legend>
      {themes.map(({ value, name, Icon }) => (
        <label key={value} title={name}>
          <input
            type="radio"
            name="theme"
            checked={value === chosen}
            onChange={() => {
              apply(value)
              setChosen(value)
            }}
          />
          <Icon />
          <span className="visually-hidden">{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
