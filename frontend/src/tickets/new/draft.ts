import { categoryValues, priorityValues, type Category, type Priority } from '../../api/schema'
import { storage } from '../../ui/storage'
import { submissionIn } from '../submission-key'

const KEY = 'hushdesk.draft'
const device = storage('localStorage')

/** Kept as long as the draft: one that is sent again after a crash is still the same ticket. */
export const submission = submissionIn('ticket', { outlivesTab: true })

/** What a person has written and chosen but not sent. It stays on this device, and outlives the browser. */
export type Draft = {
  title: string
  description: string
  category?: Category | undefined
  priority?: Priority | undefined
}

export const noDraft: Draft = { title: '', description: '' }

/**
 * The draft as this tab last read or wrote it. The device keeps one: that of the tab in which somebody wrote last.
 * A tab that is done with its own leaves another tab's alone.
 */
let mine: string | null = null

export const isEmpty = (draft: Draft) => Object.values(draft).every((value) => !value)

export function readDraft(): Draft {
  mine = device.read(KEY)
  const stored = parse(mine)
  return {
    title: typeof stored['title'] === 'string' ? stored['title'] : '',
    description: typeof stored['description'] === 'string' ? stored['description'] : '',
    category: categoryValues.find((value) => value === stored['category']),
    priority: priorityValues.find((value) => value === stored['priority']),
  }
}

export function writeDraft(draft: Draft) {
  if (isEmpty(draft)) return clearDraft()
  const text = JSON.stringify(draft)
  if (text === mine) return
  mine = text
  device.write(KEY, text)
}

export function clearDraft() {
  if (mine !== null && device.read(KEY) === mine) device.write(KEY, null)
  mine = null
}

function parse(text: string | null): Record<string, unknown> {
  try {
    return (JSON.parse(text ?? '{}') ?? {}) as Record<string, unknown>
  } catch {
    return {}
  }
}
