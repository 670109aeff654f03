import { useEffect, useEffectEvent } from 'react'
import type { Listener } from './news-stream'

/** Hear which tickets are created and changed, until what it answers is called. */
export function listenToNews(listener: Listener) {
  let hasLeft = false
  let leave: (() => void) | undefined
  // Loaded after the page itself, which does not need it to be shown.
  void import('./news-stream').then(({ listen }) => {
    if (!hasLeft) leave = listen(listener)
  })
  return () => {
    hasLeft = true
    leave?.()
  }
}

/** Calls it with what is new, as long as the component is on screen. */
export function useNews(onNews: Listener) {
  const told = useEffectEvent(onNews)
  useEffect(() => listenToNews((news) => told(news)), [])
}
