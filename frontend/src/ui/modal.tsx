import { useLayoutEffect, useRef, type ReactNode } from 'react'

type ModalProps = {
  label: string
  className?: string
  /** Left out where the only way is through it. */
  onClose?: () => void
  children: ReactNode
}

/**
 * The browser's own dialog: it keeps the focus inside, closes on Escape, and gives the focus back.
 * It begins with what is marked with `data-autofocus`, else with the first control.
 */
export function Modal({ label, className = '', onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const pressed = useRef<EventTarget>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    // Closed before it is removed: only then does the browser give the focus back.
    return () => element?.close()
  }, [])
  return (
    // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events, jsx-a11y-x/no-noninteractive-element-interactions -- Escape does the same
    <dialog
      ref={dialog}
      className={`modal ${className}`}
      aria-label={label}
      // Chromium closes it when Escape is pressed again and again, whatever is said to `cancel`.
      closedby={onClose ? 'closerequest' : 'none'}
      onCancel={(event) => {
        event.preventDefault()
        onClose?.()
      }}
      onPointerDown={({ target }) => {
        pressed.current = target
      }}
      onClick={({ target, currentTarget }) => {
        // A press beside the surface hits the dialog element itself; but who marks text may end there.
        if (target === currentTarget && pressed.current === currentTarget) onClose?.()
      }}
    >
      <div className="modal__surface">{children}</div>
    </dialog>
  )
}
