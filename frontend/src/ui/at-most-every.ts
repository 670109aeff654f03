/** Calls at once or, when it was called within the last `ms`, once these are over. */
export function atMostEvery(ms: number, call: () => void) {
  let last = -Infinity
  let waiting: ReturnType<typeof setTimeout> | undefined
  return () => {
    waiting ??= setTimeout(
      () => {
        waiting = undefined
        last = Date.now()
        call()
      },
      Math.max(0, last + ms - Date.now()),
    )
  }
}
