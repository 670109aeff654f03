import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { ApiError } from '../../../api/errors'
import type { TicketDetail } from '../../../api/schema'
import { check, type FieldErrors } from '../../new/checks'
import { currentOf } from '../patch-ticket'
import { textFields, type TextField } from './edit-draft'
import { useSaveText } from './use-save-text'
import { useTextEdit, type TextEditing } from './use-text-edit'

/** Which of somebody else's words were shown beside one's own, so that saving means to replace them. */
function useShownTheirs(theirs: TextEditing['theirs']) {
  const [shown, setShown] = useState<TextEditing['theirs']>({})
  return {
    areShown: textFields.some((field) => theirs[field] !== undefined && theirs[field] === shown[field]),
    areAllShown: textFields.every((field) => theirs[field] === undefined || theirs[field] === shown[field]),
    of: (field: TextField) => (theirs[field] === shown[field] ? theirs[field] : undefined),
    show: setShown,
  }
}

/** Rewriting a ticket's text until it is saved: what is written, what is wrong with it, and what stands in its way. */
export function useEditor(ticket: TicketDetail, onClose: (how?: { isSaved: boolean }) => void) {
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<FieldErrors>({})
  const editing = useTextEdit(ticket)
  const shown = useShownTheirs(editing.theirs)
  const { isPending, error, mutate, reset } = useSaveText(ticket.id)

  function reject(found: FieldErrors) {
    flushSync(() => setErrors(found))
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }
  function fail(problem: Error) {
    const current = currentOf(problem)
    if (current) shown.show({ title: current.title, description: current.description })
    else if (problem instanceof ApiError) reject(problem.fields)
  }
  function save() {
    if (isPending) return
    if (!editing.isChanged) return onClose()
    const found = check(editing.text)
    if (Object.keys(found).length > 0) return reject(found)
    if (!shown.areAllShown) return shown.show(editing.theirs)
    const saving = { changes: editing.changes, seen: ticket }
    // Of who has gone on to another ticket by then, the focus stays where it is.
    mutate(saving, { onError: fail, onSuccess: () => onClose({ isSaved: true }) })
  }
  return {
    ...editing,
    form,
    errors,
    shown,
    isPending,
    problem: error && !currentOf(error) ? error : null,
    save,
    write: (field: TextField, text: string) => {
      editing.write(field, text)
      setErrors({ ...errors, [field]: undefined })
      reset()
    },
  }
}
