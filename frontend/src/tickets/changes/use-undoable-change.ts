import { i18n } from '@lingui/core'
import { plural, t } from '@lingui/core/macro'
import { useState } from 'react'
import type { BulkChanged, BulkUndone } from '../../api/schema'
import { nameOf } from '../../ui/words'
import { fields, type FieldName } from './fields'
import { useBulkChange, useBulkUndo, type Which } from './use-bulk-change'

type Message = { text: string; undo?: string; isProblem?: boolean }

export const tickets = (number: number) => plural(number, { one: '# ticket', other: '# tickets' })

function changedWords({ changed, unchanged }: BulkChanged, field: FieldName, value: string) {
  const title = i18n._(fields[field].title)
  const name = nameOf(value)
  const subject = tickets(changed || unchanged)
  return changed > 0
    ? t`${title} of ${subject} is now ${name}.`
    : t`Nothing to change: ${title} of ${subject} is ${name} already.`
}

function undoneWords({ restored, left }: BulkUndone) {
  const done = plural(restored, {
    one: 'Undone: # ticket is as it was.',
    other: 'Undone: # tickets are as they were.',
  })
  if (left === 0) return done
  const kept = plural(left, {
    one: '# ticket was changed since and stays as it is.',
    other: '# tickets were changed since and stay as they are.',
  })
  return `${done} ${kept}`
}

/** Changes tickets and tells about it; the last change can be undone for as long as it is told. */
export function useUndoableChange() {
  const [message, setMessage] = useState<Message | null>(null)
  const bulk = useBulkChange()
  const putBack = useBulkUndo()
  const onError = (error: Error) =>
    setMessage({ text: t`Nothing was changed. ${{ problem: error.message }}`, isProblem: true })

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
