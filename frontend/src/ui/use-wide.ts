import { useSyncExternalStore } from 'react'

/** Room for a list and a ticket beside each other; `styles/tickets-beside.css` draws the same line. */
const WIDE = '(min-width: 1200px)'

const query = () => globalThis.matchMedia?.(WIDE) as MediaQueryList | undefined

function subscribe(onChange: () => void) {
  const wide = query()
  wide?.addEventListener('change', onChange)
  return () => wide?.removeEventListener('change', onChange)
}

export const useWide = () => useSyncExternalStore(subscribe, () => query()?.matches ?? false)
