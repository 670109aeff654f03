import { useSyncExternalStore } from 'react'
import { storage } from './storage'

const KEY = 'hushdesk.single-keys'
const remembered = storage('localStorage')
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether single-key shortcuts are on. People who dictate, or press keys by accident, can switch them off. */
export const areSingleKeysOn = () => remembered.read(KEY) !== 'off'

export function switchSingleKeys(on: boolean) {
  remembered.write(KEY, on ? null : 'off')
  for (const listener of listeners) listener()
}

export const useSingleKeys = () => useSyncExternalStore(subscribe, areSingleKeysOn)
