const REST_MS = 60

// There is one pointer.
let timer: ReturnType<typeof setTimeout> | undefined

/** Does something when the pointer stays where it came to, and not for all that it passes on its way. */
export function onceAtRest(act: () => void) {
  clearTimeout(timer)
  timer = setTimeout(act, REST_MS)
}

export const forgetRest = () => clearTimeout(timer)
