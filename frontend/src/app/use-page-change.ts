import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { NavigationType, useLocation, useNavigationType } from 'react-router'
import { useWide } from '../ui/use-wide'

/**
 * Does for a change of screen what a page load does: focus goes to the new content, which starts at its top,
 * or, going back, where it was left.
 */
export function usePageChange(main: RefObject<HTMLElement | null>) {
  const { pathname, key } = useLocation()
  // The list and a ticket beside it are one screen, which sees to this itself.
  const screen = useWide() && /^\/tickets(\/|$)/.test(pathname) ? '/tickets' : pathname
  const isGoingBack = useNavigationType() === NavigationType.Pop
  const shown = useRef(screen)
  const positions = useRef(new Map<string, number>())

  useEffect(() => {
    history.scrollRestoration = 'manual'
  }, [])

  // A layout effect, as it must have let go of the old screen before the browser tells that the new one is shorter.
  useLayoutEffect(() => {
    const remember = () => positions.current.set(key, scrollY)
    addEventListener('scroll', remember, { passive: true })
    return () => removeEventListener('scroll', remember)
  }, [key])

  useLayoutEffect(() => {
    if (shown.current === screen) return
    shown.current = screen
    main.current?.focus({ preventScroll: true })
    scrollTo(0, isGoingBack ? (positions.current.get(key) ?? 0) : 0)
  }, [screen, key, isGoingBack, main])
}
