import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'

/** What the server's codes mean, in the language of the person. */
const problems: Record<string, MessageDescriptor> = {
  database_unavailable: msg`The database does not answer. Nothing was changed; please try again in a moment.`,
  server_error: msg`Something went wrong on the server. It has been logged; nothing was changed.`,
  conflict: msg`The ticket has changed since you read it, so nothing was saved. Look at it as it is now and try again.`,
  already_undone: msg`This change has been undone already.`,
  idempotency_key_reused: msg`This ticket was sent before in other words. Reload the page and send it again.`,
  suggestion_unavailable: msg`The language model gives no suggestion now. Please choose category and priority yourself.`,
  wrong_credentials: msg`The user name or the password is wrong.`,
  locked_out: msg`Too many wrong passwords. Please try again in a quarter of an hour, or ask an administrator for a link.`,
  link_gone: msg`This link does not work any more: it was used, or its time is over. Ask for a new one.`,
  access_open: msg`There are no accounts here: nobody has to log in.`,
  csrf_failed: msg`This page is out of date. Nothing was changed; reload it and try again.`,
  permission_denied: msg`Your role does not allow this.`,
  not_found: msg`It is not there any more.`,
}

/** A problem in words, by its code; what has none that is known here is told in the server's own, which are English. */
export function problemInWords(status: number, code: string | undefined, said: string | undefined) {
  const known = code === undefined ? undefined : problems[code]
  return known ? i18n._(known) : (said ?? explain(status))
}

function explain(status: number) {
  if (status === 0 || isGatewayStatus(status)) return t`The server does not answer.`
  if (status === 413) return t`The text is too long for the server.`
  return t`The server reported an error (${status}).`
}

/** That of a proxy in front of a server that does not answer. */
export const isGatewayStatus = (status: number) => status === 502 || status === 503 || status === 504
