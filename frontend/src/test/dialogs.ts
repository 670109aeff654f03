/** What jsdom does not have of dialogs: that they open, take the focus, and give it back. */
export function installDialogs() {
  const before = new WeakMap<HTMLDialogElement, Element | null>()
  HTMLDialogElement.prototype.showModal = function () {
    before.set(this, document.activeElement)
    this.open = true
    this.querySelector<HTMLElement>('button, input')?.focus()
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
    const opener = before.get(this)
    if (opener instanceof HTMLElement) opener.focus()
  }
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape')
      document.querySelector('dialog[open]')?.dispatchEvent(new Event('cancel', { cancelable: true }))
  })
}
