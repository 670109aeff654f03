import { useSyncExternalStore } from 'react'
import { storage } from '../ui/storage'

// The same key is read by public/start.js before the first paint.
const KEY = 'hushdesk.theme'
const remembered = storage('localStorage')
const listeners = new Set<() => void>()

export type Theme = 'system' | 'light' | 'dark'

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

const shownTheme = () => (document.documentElement.dataset['theme'] as Theme | undefined) ?? 'system'

export const useTheme = () => useSyncExternalStore(subscribe, shownTheme)

export function applyTheme(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  remembered.write(KEY, theme === 'system' ? null : theme)
  for (const listener of listeners) listener()
}
