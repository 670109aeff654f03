import { useState } from 'react'
import type { TicketDetail } from '../../../api/schema'
import { readEdit, textFields, writeEdit, type TextEdit, type TextField } from './edit-draft'

/** A field that is rewritten starts from the ticket as it is; one that is as it was again is not rewritten. */
function withText(edit: TextEdit, field: TextField, to: string, now: string): TextEdit {
  const { [field]: mine, ...rest } = edit
  const from = mine?.from ?? now
  return to === from ? rest : { ...rest, [field]: { from, to } }
}

/** What somebody else has made of a field that one is rewriting. */
function theirsIn(edit: TextEdit, field: TextField, now: string): string | undefined {
  const mine = edit[field]
  return mine && now !== mine.from && now !== mine.to ? now : undefined
}

/**
 * A ticket's text as one person rewrites it, while others may as well: what one leaves alone follows them, and
 * what both have rewritten is told.
 */
export function useTextEdit(ticket: TicketDetail) {
  const [edit, setEdit] = useState(() => readEdit(ticket.id))
  function change(next: TextEdit) {
    setEdit(next)
    writeEdit(ticket.id, next)
  }
  return {
    text: {
      title: edit.title?.to ?? ticket.title,
      description: edit.description?.to ?? ticket.description,
    },
    /** What is to be saved. */
    changes: Object.fromEntries(Object.entries(edit).map(([field, { to }]) => [field, to])) as {
      [Field in TextField]?: string
    },
    isChanged: textFields.some((field) => edit[field] && edit[field].to !== ticket[field]),
    theirs: Object.fromEntries(
      textFields.map((field) => [field, theirsIn(edit, field, ticket[field])]),
    ) as Partial<Record<TextField, string>>,
    write: (field: TextField, to: string) => change(withText(edit, field, to, ticket[field])),
    /** Gives up one's own wording of a field. */
    drop: (field: TextField) => change(withText(edit, field, edit[field]?.from ?? '', '')),
  }
}

export type TextEditing = ReturnType<typeof useTextEdit>
