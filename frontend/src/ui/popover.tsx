import { flushSync } from 'react-dom'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode, type ToggleEvent } from 'react'

type PopoverProps = {
  /** What the button shows, and its accessible name where that is not enough. */
  label: ReactNode
  name?: string
  /** The accessible name of the surface. */
  title: string
  className?: string
  children: ReactNode
}

/**
 * A button that opens a small surface below itself; on a phone, a sheet at the bottom. The browser closes it on
 * Escape or a press elsewhere and gives the focus back.
 */
export function Popover({ label, name, title, className = 'button', children }: PopoverProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)

  function prepare({ newState, currentTarget }: ToggleEvent<HTMLDivElement>) {
    if (newState !== 'open' || !button.current) return
    // Synchronously, or a busy page would show the surface before there is anything in it to focus.
    flushSync(() => setIsOpen(true))
    const { left, bottom } = button.current.getBoundingClientRect()
    currentTarget.style.setProperty('--popover-x', `${left + scrollX}px`)
    currentTarget.style.setProperty('--popover-y', `${bottom + scrollY}px`)
  }

  function settle({ newState, currentTarget }: ToggleEvent<HTMLDivElement>) {
    if (newState === 'open') controlsIn(currentTarget)[0]?.focus()
    // Not earlier: the browser gives the focus back only from an element that still exists.
    setIsOpen(newState === 'open')
  }

  return (
    <>
      <button type="button" className={className} aria-label={name} popoverTarget={id} ref={button}>
        {label}
      </button>
      <div
        className="popover"
        id={id}
        popover="auto"
        onBeforeToggle={prepare}
        onToggle={settle}
        {...(isOpen && { role: 'dialog', 'aria-label': title })}
      >
        {isOpen && children}
      </div>
    </>
  )
}

const surfaceOf = (element: Element) => element.closest<HTMLElement>('[popover]')
const controlsIn = (surface: Element) => [...surface.querySelectorAll<HTMLElement>('input, button, a[href]')]

/** Closes the popover that something is in, as after a form in it was sent. */
export const closeAround = (element: Element) => surfaceOf(element)?.hidePopover()

/** Lets the arrow keys walk through a popover from a control that has no use for them itself. */
export function walkWithArrows(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const surface = surfaceOf(event.currentTarget)
  if (!step || !surface) return
  event.preventDefault()
  const controls = controlsIn(surface)
  const next = controls.indexOf(event.currentTarget) + step
  controls.at(next % controls.length)?.focus()
}
