/** A throttle: calls at once or, if it was called within the last `ms`, when these are over. */
export function atMostEvery(ms: number, call: () => void) {
  let last = -Infinity
  let waiting: ReturnType<typeof setTimeout> | undefined
  return () => {
    waiting ??= setTimeout(
      () => {
        waiting = undefined
        last = performance.now()
        call()
      },
      Math.max(0, last + ms - performance.now()),
    )
  }
}
