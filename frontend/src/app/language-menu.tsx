import { t } from '@lingui/core/macro'
import { languages, nameOfLanguage, useLanguage } from '../i18n/languages'
import { IconSelect } from '../ui/icon-select'
import { GlobeIcon } from '../ui/icons'
import { chooseLanguage } from './language'

export const LanguageMenu = () => (
  <IconSelect
    name={t`Language`}
    icon={<GlobeIcon />}
    value={useLanguage()}
    onChoose={(language) => void chooseLanguage(language)}
  >
    {languages.map((language) => (
      <option key={language} value={language} lang={language}>
        {nameOfLanguage(language)}
      </option>
    ))}
  </IconSelect>
)
