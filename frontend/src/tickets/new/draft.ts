import { categoryValues, priorityValues, type Category, type Priority } from '../../api/schema'
import { storage } from '../../ui/storage'
import { isKeyReused, randomKey } from '../submission-key'
import { fingerprint } from './fingerprint'

const KEY = 'hushdesk.draft'
const device = storage('localStorage')

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

/** What this tab's draft is called, as long as there is one: it is written down with it from the beginning. */
let name = randomKey()

export const isEmpty = (draft: Draft) => Object.values(draft).every((value) => !value)

export function readDraft(): Draft {
  mine = device.read(KEY)
  const stored = parse(mine)
  name = typeof stored['name'] === 'string' ? stored['name'] : randomKey()
  return {
    title: typeof stored['title'] === 'string' ? stored['title'] : '',
    description: typeof stored['description'] === 'string' ? stored['description'] : '',
    category: categoryValues.find((value) => value === stored['category']),
    priority: priorityValues.find((value) => value === stored['priority']),
  }
}

export function writeDraft(draft: Draft) {
  if (isEmpty(draft)) return clearDraft()
  const text = JSON.stringify({ ...draft, name })
  if (text === mine) return
  mine = text
  device.write(KEY, text)
}

export function clearDraft() {
  if (mine !== null && device.read(KEY) === mine) device.write(KEY, null)
  mine = null
  name = randomKey()
}

/**
 * The Idempotency-Key with which a draft is sent: the same for the same content of the same draft. A browser writes
 * down what it stores some seconds later. When it is killed right after sending, the draft comes back as it was
 * before, and what is needed to know that it was sent has to be in it already.
 */
export const keyOf = (...content: readonly (string | undefined)[]) =>
  `${name}-${fingerprint(JSON.stringify(content))}`

/** For `onError`: with another key the server takes it for what it is, another submission. */
export function renameIfReused(error: Error) {
  if (isKeyReused(error)) name = randomKey()
}

function parse(text: string | null): Record<string, unknown> {
  try {
    return (JSON.parse(text ?? '{}') ?? {}) as Record<string, unknown>
  } catch {
    return {}
  }
}
