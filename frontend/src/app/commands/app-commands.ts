import { t } from '@lingui/core/macro'
import type { NavigateFunction } from 'react-router'
import { categoryValues, priorityValues, statusValues } from '../../api/schema'
import { languages, nameOfLanguage } from '../../i18n/languages'
import type { Command } from '../../ui/commands'
import { nameOf } from '../../ui/words'
import { chooseLanguage } from '../language'
import { applyTheme } from '../theme'

type Rights = {
  /** Sees more than their own tickets. */
  worksOnTickets: boolean
  letsPeopleIn: boolean
  isManager: boolean
  hasAccount: boolean
}

/** What can be done on every screen. */
export function appCommands(navigate: NavigateFunction, rights: Rights): Command[] {
  const { worksOnTickets, letsPeopleIn, isManager, hasAccount } = rights
  const to = (address: string) => () => void navigate(address)
  const shown = (filter: string, values: readonly string[], sentence: (name: string) => string) =>
    values.map((value) => ({ name: sentence(nameOf(value)), run: to(`/tickets?${filter}=${value}`) }))
  return [
    { name: t`Go to the tickets`, keys: 'g t', run: to('/tickets') },
    { name: t`Go to the statistics`, keys: 'g s', when: () => worksOnTickets, run: to('/stats') },
    { name: t`Review unsure suggestions`, keys: 'g r', when: () => worksOnTickets, run: to('/review') },
    { name: t`Import tickets`, when: () => worksOnTickets, run: to('/import') },
    { name: t`Go to the people`, keys: 'g p', when: () => letsPeopleIn, run: to('/people') },
    { name: t`Check the system`, when: () => isManager, run: to('/system') },
    { name: t`Go to your account`, when: () => hasAccount, run: to('/account') },
    { name: t`New ticket`, keys: 'n', run: to('/new') },
    ...shown('status', statusValues, (name) => t`Show tickets with status ${name}`),
    ...shown('priority', priorityValues.toReversed(), (name) => t`Show tickets with priority ${name}`),
    ...shown('category', categoryValues, (name) => t`Show tickets of category ${name}`),
    { name: t`Use the light theme`, run: () => applyTheme('light') },
    { name: t`Use the dark theme`, run: () => applyTheme('dark') },
    { name: t`Use the theme of the system`, run: () => applyTheme('system') },
    ...languages.map((language) => {
      const name = nameOfLanguage(language)
      return { name: t`Change the language: ${name}`, run: () => void chooseLanguage(language) }
    }),
  ]
}
