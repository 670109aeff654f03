import { categoryValues, priorityValues, type Category, type Priority } from '../../api/schema'
import { storage } from '../../ui/storage'

const KEY = 'hushdesk.draft'
const tab = storage('sessionStorage')

/** What a person has written and chosen but not sent. It outlives a reload, not the tab. */
export type Draft = {
  title: string
  description: string
  category?: Category | undefined
  priority?: Priority | undefined
}

export function readDraft(): Draft {
  const stored = parse(tab.read(KEY))
  return {
    title: typeof stored['title'] === 'string' ? stored['title'] : '',
    description: typeof stored['description'] === 'string' ? stored['description'] : '',
    category: categoryValues.find((value) => value === stored['category']),
    priority: priorityValues.find((value) => value === stored['priority']),
  }
}

export function writeDraft(draft: Draft) {
  const isEmpty = Object.values(draft).every((value) => !value)
  tab.write(KEY, isEmpty ? null : JSON.stringify(draft))
}

export const clearDraft = () => tab.write(KEY, null)

function parse(text: string | null): Record<string, unknown> {
  try {
    return (JSON.parse(text ?? '{}') ?? {}) as Record<string, unknown>
  } catch {
    return {}
  }
}
