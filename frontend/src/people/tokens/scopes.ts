import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Scope } from '../../api/schema'

export const scopeNames: Record<Scope, MessageDescriptor> = {
  submit: msg`Submit`,
  read: msg`Read`,
  write: msg`Read and write`,
}

/** What a program can do with a token of each, for those who choose. */
export const scopeDuties: Record<Scope, MessageDescriptor> = {
  submit: msg`Files tickets and asks for suggestions, but reads nothing.`,
  read: msg`Reads what you may read, and changes nothing.`,
  write: msg`Reads and changes the tickets that you may, and files new ones.`,
}
