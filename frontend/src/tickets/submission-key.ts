import { storage } from '../ui/storage'

const tab = storage('sessionStorage')
const place = (slot: string) => `hushdesk.submission.${slot}`

/**
 * The Idempotency-Key of a submission: the same for the same content, also after a reload. So when the server's
 * answer was lost on its way, sending again finds what is already there. A slot knows one submission at a time.
 */
export function submissionKey(slot: string, ...content: readonly (string | undefined)[]): string {
  const wanted = JSON.stringify(content)
  const [lastKey, lastContent] = (tab.read(place(slot)) ?? '').split('\n')
  if (lastKey && lastContent === wanted) return lastKey
  const key = randomKey()
  tab.write(place(slot), `${key}\n${wanted}`)
  return key
}

export const forgetSubmission = (slot: string) => tab.write(place(slot), null)

/** `crypto.randomUUID` exists on secure origins only, which a server in the house may not have. */
const randomKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-')
