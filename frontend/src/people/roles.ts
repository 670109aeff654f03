import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Role } from '../api/schema'

export const roleNames: Record<Role, MessageDescriptor> = {
  requester: msg`Requester`,
  agent: msg`Agent`,
  admin: msg`Administrator`,
}

/** What each may do, in a sentence. */
export const roleSentences: Record<Role, MessageDescriptor> = {
  requester: msg`You can submit tickets and follow your own.`,
  agent: msg`You can work on all tickets.`,
  admin: msg`You can work on all tickets, and let people in.`,
}
