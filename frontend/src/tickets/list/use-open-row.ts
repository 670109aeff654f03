import { useCallback, useLayoutEffect, useRef, type MouseEvent } from 'react'
import { useNavigate } from 'react-router'

const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !(metaKey || ctrlKey || shiftKey || altKey)

/**
 * What the links of rows do when they are pressed, always the same function: links of the router listen to the
 * address, so that opening one of two hundred tickets would render all two hundred rows again.
 */
export function useOpenRow() {
  const navigate = useNavigate()
  const latest = useRef(navigate)
  useLayoutEffect(() => {
    latest.current = navigate
  })
  return useCallback((event: MouseEvent<HTMLAnchorElement>) => {
    if (!isPlain(event)) return
    event.preventDefault()
    const { pathname, search } = event.currentTarget
    void latest.current({ pathname, search })
  }, [])
}
