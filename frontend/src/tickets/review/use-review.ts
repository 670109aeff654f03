import { useState } from 'react'
import type { Category, Priority, Ticket } from '../../api/schema'
import { useBulkChange, useBulkUndo } from '../changes/use-bulk-change'

type Labels = { category: Category; priority: Priority }

/** An answer that was saved, and what undoes it. */
type Answer = { ticket: Ticket; undo: string | null }

/**
 * Goes through tickets one after the other. The one on screen stays whatever comes in meanwhile; what is answered
 * or skipped does not come again.
 */
export function useReview(waiting: readonly Ticket[], counted: number) {
  const [answers, setAnswers] = useState<Answer[]>([])
  const [skipped, setSkipped] = useState<readonly number[]>([])
  const [pinned, setPinned] = useState(waiting[0])
  const [labels, setLabels] = useState<Partial<Labels>>({})
  const [total] = useState(counted)
  const saving = useBulkChange()
  const undoing = useBulkUndo()
  const passed = [...answers.map(({ ticket }) => ticket.id), ...skipped]
  const left = waiting.filter(({ id }) => !passed.includes(id))
  // More may come after the last one that was known.
  const shown = pinned ?? left[0]

  function show(ticket: Ticket | undefined) {
    setPinned(ticket)
    setLabels({})
    saving.reset()
    undoing.reset()
  }
  const after = (ticket: Ticket) => left.find(({ id }) => id !== ticket.id)

  function skip() {
    if (!shown || saving.isPending) return
    setSkipped([...skipped, shown.id])
    show(after(shown))
  }
  function accept() {
    if (!shown || saving.isPending) return
    const { category, priority } = { ...shown, ...labels }
    saving.mutate(
      { which: { ids: [shown.id] }, changes: { category, priority } },
      {
        onSuccess: ({ undo }) => {
          setAnswers([...answers, { ticket: shown, undo }])
          show(after(shown))
        },
      },
    )
  }
  function undo() {
    const last = answers.at(-1)
    if (!last?.undo || undoing.isPending) return
    undoing.mutate(last.undo, {
      onSuccess: () => {
        setAnswers(answers.slice(0, -1))
        show(last.ticket)
      },
    })
  }
  const place = passed.length + 1
  return {
    ticket: shown,
    labels: { ...shown, ...labels },
    choose: (choice: Partial<Labels>) => setLabels({ ...labels, ...choice }),
    accept,
    skip,
    undo,
    /** How many were skipped, and what goes through them once more. */
    skipped: skipped.length,
    comeBack: () => setSkipped([]),
    canUndo: Boolean(answers.at(-1)?.undo),
    left: left.length,
    place,
    // More may have come in since.
    total: Math.max(total, place),
    problem: saving.error ?? undoing.error,
  }
}

export type Review = ReturnType<typeof useReview>
