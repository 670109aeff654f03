import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { IconSelect } from '../ui/icon-select'
import { MoonIcon, ScreenIcon, SunIcon } from '../ui/icons'
import { applyTheme, useTheme, type Theme } from './theme'

const themes = {
  system: { name: msg`System theme`, Icon: ScreenIcon },
  light: { name: msg`Light theme`, Icon: SunIcon },
  dark: { name: msg`Dark theme`, Icon: MoonIcon },
}

export function ThemeMenu() {
  const chosen = useTheme()
  const { Icon } = themes[chosen]
  return (
    <IconSelect
      name={t`Theme`}
      icon={<Icon />}
      value={chosen}
      onChoose={(theme) => applyTheme(theme as Theme)}
    >
      {Object.entries(themes).map(([theme, { name }]) => (
        <option key={theme} value={theme}>
          {i18n._(name)}
        </option>
      ))}
    </IconSelect>
  )
}
