import type { NavigateFunction } from 'react-router'
import { categoryValues, priorityValues, statusValues } from '../../api/schema'
import type { Command } from '../../ui/commands'
import { nameOf } from '../../ui/words'
import { applyTheme } from '../theme'

/** What can be done on every screen. */
export function appCommands(navigate: NavigateFunction): Command[] {
  const to = (address: string) => () => void navigate(address)
  const shown = (filter: string, values: readonly string[], sentence: (name: string) => string) =>
    values.map((value) => ({ name: sentence(nameOf(value)), run: to(`/tickets?${filter}=${value}`) }))
  return [
    { name: 'Go to the tickets', keys: 'g t', run: to('/tickets') },
    { name: 'Go to the statistics', keys: 'g s', run: to('/stats') },
    { name: 'Review unsure suggestions', keys: 'g r', run: to('/review') },
    { name: 'New ticket', keys: 'n', run: to('/new') },
    ...shown('status', statusValues, (name) => `Show tickets with status ${name}`),
    ...shown('priority', priorityValues.toReversed(), (name) => `Show tickets with priority ${name}`),
    ...shown('category', categoryValues, (name) => `Show tickets of category ${name}`),
    { name: 'Use the light theme', run: () => applyTheme('light') },
    { name: 'Use the dark theme', run: () => applyTheme('dark') },
    { name: 'Use the theme of the system', run: () => applyTheme('system') },
  ]
}
