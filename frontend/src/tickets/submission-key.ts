import { ApiError } from '../api/errors'
import { storage } from '../ui/storage'

const tab = storage('sessionStorage')
const device = storage('localStorage')

/**
 * The Idempotency-Key of a submission: the same for the same content, also after a reload. So when the server's
 * answer was lost on its way, sending again finds what is already there. A slot knows one submission at a time.
 *
 * outlivesTab: as the draft does that is sent. The tab has its own copy, as another may use the slot meanwhile.
 */
export function submissionIn(slot: string, { outlivesTab = false } = {}) {
  const place = `hushdesk.submission.${slot}`
  const stores = outlivesTab ? [tab, device] : [tab]
  const write = (text: string | null) => stores.forEach((store) => store.write(place, text))
  return {
    keyOf(...content: readonly (string | undefined)[]): string {
      const wanted = JSON.stringify(content)
      const known = stores.map((store) => store.read(place)).find((text) => text?.endsWith(`\n${wanted}`))
      const key = known?.split('\n')[0] ?? randomKey()
      write(`${key}\n${wanted}`)
      return key
    },
    forget: () => write(null),
    /** For `onError`: with another key the server takes it for what it is, another submission. */
    forgetIfReused: (error: Error) => {
      if (error instanceof ApiError && error.code === 'idempotency_key_reused') write(null)
    },
  }
}

/** `crypto.randomUUID` exists on secure origins only, which a server in the house may not have. */
const randomKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-')
