import { ApiError } from '../api/errors'
import { storage } from '../ui/storage'

const tab = storage('sessionStorage')

/**
 * The Idempotency-Key of a submission: the same for the same content, also after a reload. So when the server's
 * answer was lost on its way, sending again finds what is already there. A slot knows one submission at a time.
 */
export function submissionIn(slot: string) {
  const place = `hushdesk.submission.${slot}`
  const write = (text: string | null) => tab.write(place, text)
  return {
    keyOf(...content: readonly (string | undefined)[]): string {
      const wanted = JSON.stringify(content)
      const known = tab.read(place)
      const key = known?.endsWith(`\n${wanted}`) ? known.slice(0, known.indexOf('\n')) : randomKey()
      write(`${key}\n${wanted}`)
      return key
    },
    forget: () => write(null),
    /** For `onError`: with another key the server takes it for what it is, another submission. */
    forgetIfReused: (error: Error) => {
      if (isKeyReused(error)) write(null)
    },
  }
}

export const isKeyReused = (error: Error) =>
  error instanceof ApiError && error.code === 'idempotency_key_reused'

/** `crypto.randomUUID` exists on secure origins only, which a server in the house may not have. */
export const randomKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-')
