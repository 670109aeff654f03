import { t } from '@lingui/core/macro'
import { languages, nameOfLanguage, useLanguage } from '../i18n/languages'
import { GlobeIcon } from '../ui/icons'
import { chooseLanguage } from './language'

export function LanguageMenu() {
  const shown = useLanguage()
  return (
    <label className="language-menu" title={t`Language`}>
      <GlobeIcon />
      <select
        aria-label={t`Language`}
        value={shown}
        onChange={({ target }) => void chooseLanguage(target.value)}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {nameOfLanguage(language)}
          </option>
        ))}
      </select>
    </label>
  )
}
