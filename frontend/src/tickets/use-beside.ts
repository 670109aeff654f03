import { useEffect, useEffectEvent, useLayoutEffect, useRef, type MouseEvent, type RefObject } from 'react'
import { useLocation, useNavigate } from 'react-router'

type Beside = {
  id: string | undefined
  isWide: boolean
  list: RefObject<HTMLElement | null>
  panel: RefObject<HTMLElement | null>
}

const isBusyWithKeys = (target: EventTarget | null) =>
  (target instanceof Element && target.closest('input, textarea, select') !== null) ||
  document.querySelector(':popover-open, dialog[open]') !== null

/** The link of a ticket in the list, if it is shown there. */
const linkOf = (list: HTMLElement | null, id: string | undefined) =>
  Array.from(list?.querySelectorAll('a') ?? []).find((link) => link.pathname === `/tickets/${id}`)

/**
 * What a page change does otherwise: focus goes to the ticket that was opened, and back to its row when it is
 * closed. The row stays where it was on screen, although the list changes its width.
 */
export function useBeside({ id, isWide, list, panel }: Beside) {
  const shown = useRef(id)
  const row = useRef<{ id: string | undefined; top: number } | null>(null)
  function rememberRow(of: string | undefined) {
    const link = linkOf(list.current, of)
    row.current = link ? { id: of, top: link.getBoundingClientRect().top } : null
  }
  useCloseKey(isWide && id !== undefined, () => rememberRow(shown.current))

  useLayoutEffect(() => {
    const previous = shown.current
    shown.current = id
    if (!isWide || previous === id) return
    const subject = id ?? previous
    const link = linkOf(list.current, subject)
    if (link && row.current?.id === subject)
      scrollBy(0, link.getBoundingClientRect().top - (row.current?.top ?? 0))
    link?.closest('li')?.scrollIntoView({ block: 'nearest' })
    const target = id ? panel.current : (link ?? list.current)
    target?.focus({ preventScroll: true })
  }, [id, isWide, list, panel])

  // To be called with every click, before it leads anywhere.
  return (event: MouseEvent) => {
    const { pathname } = (event.target as Element).closest('a') ?? {}
    rememberRow(pathname?.match(/^\/tickets\/(.+)$/)?.[1] ?? shown.current)
  }
}

/** Escape closes the ticket, unless it means something else where one is. */
function useCloseKey(isOn: boolean, onClose: () => void) {
  const navigate = useNavigate()
  const { search } = useLocation()
  const close = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isBusyWithKeys(event.target)) return
    onClose()
    void navigate({ pathname: '/tickets', search })
  })
  useEffect(() => {
    if (!isOn) return
    const onKey = (event: KeyboardEvent) => close(event)
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isOn])
}
