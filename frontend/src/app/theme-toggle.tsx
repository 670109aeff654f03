import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { MoonIcon, ScreenIcon, SunIcon } from '../ui/icons'
import { applyTheme, useTheme } from './theme'

const themes = [
  { value: 'system', name: msg`System theme`, Icon: ScreenIcon },
  { value: 'light', name: msg`Light theme`, Icon: SunIcon },
  { value: 'dark', name: msg`Dark theme`, Icon: MoonIcon },
] as const

export function ThemeToggle() {
  const chosen = useTheme()
  return (
    <fieldset className="theme-toggle">
      <legend className="visually-hidden">{t`Theme`}</legend>
      {themes.map(({ value, name, Icon }) => (
        <label key={value} title={i18n._(name)}>
          <input type="radio" name="theme" checked={value === chosen} onChange={() => applyTheme(value)} />
          <Icon />
          <span className="visually-hidden">{i18n._(name)}</span>
        </label>
      ))}
    </fieldset>
  )
}
