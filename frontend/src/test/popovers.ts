/** What jsdom does not have of popovers: that their buttons open and close them, and tell so. */
export function installPopovers() {
  addEventListener('click', ({ target }) => {
    const id = (target as Element).closest('[popovertarget]')?.getAttribute('popovertarget')
    const surface = id && document.getElementById(id)
    if (surface) toggle(surface, surface.style.display !== 'block')
  })
  HTMLElement.prototype.hidePopover = function () {
    toggle(this, false)
  }
}

function toggle(surface: HTMLElement, isOpen: boolean) {
  const tell = (type: string) =>
    surface.dispatchEvent(Object.assign(new Event(type), { newState: isOpen ? 'open' : 'closed' }))
  tell('beforetoggle')
  surface.style.display = isOpen ? 'block' : ''
  // As browsers do, in a task of its own.
  setTimeout(() => tell('toggle'))
}
