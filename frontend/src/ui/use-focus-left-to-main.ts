import { useLayoutEffect, type RefObject } from 'react'

/** When this goes away with the focus on it, the focus goes to what it stood in, instead of nowhere. */
export function useFocusLeftToMain(ref: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const element = ref.current
    return () => {
      if (document.activeElement === element) document.getElementById('main')?.focus()
    }
  }, [ref])
}
