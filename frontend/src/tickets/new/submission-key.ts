import type { TicketCreate } from '../../api/schema'
import { storage } from '../../ui/storage'

const KEY = 'hushdesk.submission'
const tab = storage('sessionStorage')

/**
 * The Idempotency-Key of a submission: the same for the same words and labels, also after a reload. So when the
 * server's answer was lost on its way, sending again finds the ticket that is already there.
 */
export function submissionKey({ title, description, category, priority }: TicketCreate): string {
  const content = JSON.stringify([title, description, category, priority])
  const [lastKey, lastContent] = (tab.read(KEY) ?? '').split('\n')
  if (lastKey && lastContent === content) return lastKey
  const key = randomKey()
  tab.write(KEY, `${key}\n${content}`)
  return key
}

export const forgetSubmission = () => tab.write(KEY, null)

/** `crypto.randomUUID` exists on secure origins only, which a server in the house may not have. */
const randomKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-')
