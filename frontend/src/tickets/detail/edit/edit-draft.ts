import { storage } from '../../../ui/storage'

const device = storage('localStorage')
const place = (ticketId: number) => `hushdesk.edit.${ticketId}`

export const textFields = ['title', 'description'] as const
export type TextField = (typeof textFields)[number]

/** Of each field that a person rewrites: what it said when they began, and what they have made of it. */
export type TextEdit = { [Field in TextField]?: { from: string; to: string } }

/** What was rewritten on a ticket and not saved. It stays on this device, and outlives the browser. */
export function readEdit(ticketId: number): TextEdit {
  const stored = parse(device.read(place(ticketId)))
  const edit: TextEdit = {}
  for (const field of textFields) {
    const { from, to } = stored[field] ?? {}
    if (typeof from === 'string' && typeof to === 'string') edit[field] = { from, to }
  }
  return edit
}

export const isNoEdit = (edit: TextEdit) => Object.keys(edit).length === 0

export const writeEdit = (ticketId: number, edit: TextEdit) =>
  device.write(place(ticketId), isNoEdit(edit) ? null : JSON.stringify(edit))

function parse(text: string | null): Record<string, { from?: unknown; to?: unknown } | undefined> {
  try {
    return (JSON.parse(text ?? '{}') ?? {}) as ReturnType<typeof parse>
  } catch {
    return {}
  }
}
