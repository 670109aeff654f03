import { useState } from 'react'
import type { BulkChanged, BulkUndone } from '../../api/schema'
import { count, nameOf } from '../../ui/words'
import { fields, type FieldName } from './fields'
import { useBulkChange, useBulkUndo, type Which } from './use-bulk-change'

type Message = { text: string; undo?: string; isProblem?: boolean }

export const tickets = (number: number) => (number === 1 ? '1 ticket' : `${count(number)} tickets`)

function changedWords({ changed, unchanged }: BulkChanged, field: FieldName, value: string) {
  const { title } = fields[field]
  return changed > 0
    ? `${title} of ${tickets(changed)} is now ${nameOf(value)}.`
    : `Nothing to change: ${title.toLowerCase()} of ${tickets(unchanged)} is ${nameOf(value)} already.`
}

function undoneWords({ restored, left }: BulkUndone) {
  const done = restored === 1 ? '1 ticket is as it was.' : `${count(restored)} tickets are as they were.`
  if (left === 0) return `Undone: ${done}`
  return left === 1
    ? `Undone: ${done} 1 ticket was changed since and stays as it is.`
    : `Undone: ${done} ${count(left)} tickets were changed since and stay as they are.`
}

/** Changes tickets and tells about it; the last change can be undone for as long as it is told. */
export function useUndoableChange() {
  const [message, setMessage] = useState<Message | null>(null)
  const bulk = useBulkChange()
  const putBack = useBulkUndo()
  const onError = (error: Error) =>
    setMessage({ text: `Nothing was changed. ${error.message}`, isProblem: true })

  function change(which: Which, field: FieldName, value: string, onDone: () => void) {
    bulk.mutate(
      { which, changes: { [field]: value } },
      {
        onError,
        onSuccess: (result) => {
          setMessage({
            text: changedWords(result, field, value),
            ...(result.undo && { undo: result.undo }),
          })
          onDone()
        },
      },
    )
  }
  function undo() {
    if (!message?.undo || putBack.isPending) return
    putBack.mutate(message.undo, {
      onError,
      onSuccess: (result) => setMessage({ text: undoneWords(result) }),
    })
  }
  return { message, change, undo, dismiss: () => setMessage(null), isChanging: bulk.isPending }
}
