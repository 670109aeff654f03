import { useLayoutEffect, useRef } from 'react'

/** Brings the row of the open ticket into view once the list is there: a link may lead to one far down. */
export function useRowInView(isLoaded: boolean) {
  const list = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => {
    if (isLoaded)
      list.current?.querySelector('[aria-current]')?.closest('li')?.scrollIntoView({ block: 'nearest' })
  }, [isLoaded])
  return list
}
