import { useLayoutEffect, type RefObject } from 'react'

/** When this element disappears with the focus in it, the focus goes to the region around it instead of nowhere. */
export function useFocusLeftAround(ref: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const element = ref.current
    const around = element?.closest<HTMLElement>('section[tabindex], main')
    return () => {
      if (element?.contains(document.activeElement)) around?.focus()
    }
  }, [ref])
}
