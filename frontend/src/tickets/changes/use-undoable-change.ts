import { i18n } from '@lingui/core'
import { plural, t } from '@lingui/core/macro'
import { useState } from 'react'
import { isUnconfirmed } from '../../api/errors'
import type { BulkChanged, BulkUndone } from '../../api/schema'
import { nameOf } from '../../ui/words'
import { fields, type FieldName } from './fields'
import { useBulkChange, useBulkUndo, type Which } from './use-bulk-change'

type Message = { text: string; undo?: string }
type Change = { which: Which; field: FieldName; value: string }

/** One ticket by its number, so that what is told of the next one is not the same. */
export function inWords([first, ...others]: number[], number = 1 + others.length) {
  if (first !== undefined && others.length === 0) return t`ticket ${{ number: first }}`
  return plural(number, { one: '# ticket', other: '# tickets' })
}

function changedWords({ changed, unchanged }: BulkChanged, { which, field, value }: Change) {
  const title = i18n._(fields[field].title)
  const name = nameOf(value)
  const subject = inWords('ids' in which ? which.ids : [], changed || unchanged)
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

const problemWords = (error: Error) =>
  isUnconfirmed(error)
    ? t`The change is not confirmed. ${{ problem: error.message }}`
    : t`Nothing was changed. ${{ problem: error.message }}`

/** Changes tickets and tells about it; the last change can be undone for as long as it is told. */
export function useUndoableChange() {
  const [message, setMessage] = useState<Message | null>(null)
  // Beside what went well before or meanwhile, which can still be undone.
  const [problem, setProblem] = useState('')
  const bulk = useBulkChange()
  const putBack = useBulkUndo()
  const onError = (error: Error) => setProblem(problemWords(error))

  function change(wanted: Change, onDone: () => void) {
    const { which, field, value } = wanted
    setProblem('')
    // Each tells how it ends, also when the next one is under way by then: `mutate` would tell of the last only.
    bulk.mutateAsync({ which, changes: { [field]: value } }).then((result) => {
      setMessage({ text: changedWords(result, wanted), ...(result.undo && { undo: result.undo }) })
      onDone()
    }, onError)
  }
  function undo() {
    if (!message?.undo || putBack.isPending) return
    setProblem('')
    putBack.mutate(message.undo, {
      onError,
      onSuccess: (result) => setMessage({ text: undoneWords(result) }),
    })
  }
  return {
    message,
    problem,
    change,
    undo,
    dismiss: () => setMessage(null),
    dismissProblem: () => setProblem(''),
    isChanging: bulk.isPending,
  }
}
