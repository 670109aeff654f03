import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Role } from '../api/schema'

export const roleNames: Record<Role, MessageDescriptor> = {
  requester: msg`Requester`,
  agent: msg`Agent`,
  admin: msg`Administrator`,
}

/** What each does, for those who choose. */
export const roleDuties: Record<Role, MessageDescriptor> = {
  requester: msg`Submits tickets and follows their own.`,
  agent: msg`Works on all tickets.`,
  admin: msg`Works on all tickets, and lets people in.`,
}

/** What each may do, for those who have the role. */
export const roleSentences: Record<Role, MessageDescriptor> = {
  requester: msg`You can submit tickets and follow your own.`,
  agent: msg`You can work on all tickets.`,
  admin: msg`You can work on all tickets, and let people in.`,
}
