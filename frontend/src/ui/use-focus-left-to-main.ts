import { useLayoutEffect, type RefObject } from 'react'

/** When this element disappears with the focus on it, the focus goes to the region around it instead of nowhere. */
export function useFocusLeftToMain(ref: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const element = ref.current
    return () => {
      if (document.activeElement === element) document.getElementById('main')?.focus()
    }
  }, [ref])
}
