import { t } from '@lingui/core/macro'

/** What an answer means that says nothing itself: that of a proxy, or none at all. */
export function explain(status: number) {
  if (status === 0 || isGatewayStatus(status)) return t`The server does not answer.`
  if (status === 413) return t`The text is too long for the server.`
  return t`The server reported an error (${status}).`
}

/** `request`: the id under which the server's log has what went wrong. */
export const howToAsk = (request: string) => t`Quote ${request} when you ask for help.`

/** What the server says to programs, for those who only see this interface. */
export const inOtherWords = (code: unknown) =>
  code === 'idempotency_key_reused'
    ? t`Something else was sent from here before, so this was not stored. Send it once more.`
    : undefined

/** That of a proxy in front of a server that does not answer. */
const isGatewayStatus = (status: number) => status === 502 || status === 503 || status === 504

/** What our own proxy says then (`Caddyfile`), in English only; others say nothing that is known here. */
const PROXY_CODES: unknown[] = [undefined, 'unavailable', 'timeout']

/** Whether a proxy answered in place of the server. */
export const isOfProxy = (status: number, code: unknown) =>
  isGatewayStatus(status) && PROXY_CODES.includes(code)
