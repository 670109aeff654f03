import { useSyncExternalStore } from 'react'

const TICK_MS = 20_000

let now = new Date()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  now = new Date()
  for (const listener of listeners) listener()
}

// One clock for the whole page: it runs while anything shows a relative time.
function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    now = new Date()
    timer = setInterval(tick, TICK_MS)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

/** The present moment, renewed often enough for "5 minutes ago" to be true. */
export const useNow = () => useSyncExternalStore(subscribe, () => now)
