import { useState } from 'react'
import { flushSync } from 'react-dom'
import { isNoEdit, readEdit, writeEdit } from './edit-draft'

type Editing = { isOpen: boolean; isRestored: boolean; isSaved: boolean }

const reading: Editing = { isOpen: false, isRestored: false, isSaved: false }

/** Whether a ticket's text is being edited: also when one comes back to an edit that was not saved. */
export function useEditing(ticketId: number) {
  const [editing, setEditing] = useState<Editing>(() => {
    const isRestored = !isNoEdit(readEdit(ticketId))
    return { ...reading, isOpen: isRestored, isRestored }
  })
  return {
    ...editing,
    open: () => setEditing((now) => (now.isOpen ? now : { ...reading, isOpen: true })),
    /** The focus goes where it came from, as what had it goes away. */
    close: ({ isSaved = false } = {}) => {
      writeEdit(ticketId, {})
      flushSync(() => setEditing({ ...reading, isSaved }))
      document.querySelector<HTMLElement>('[data-edit]')?.focus()
    },
  }
}
