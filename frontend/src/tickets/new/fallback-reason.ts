import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const reasons: Record<string, MessageDescriptor> = {
  unreachable: msg({ message: 'the language model cannot be reached', context: 'after because' }),
  model_missing: msg({ message: 'the language model is not available', context: 'after because' }),
  model_loading: msg({ message: 'the language model is still being loaded', context: 'after because' }),
  timeout: msg({ message: 'the language model took too long', context: 'after because' }),
  busy: msg({ message: 'the language model is busy', context: 'after because' }),
  invalid_answer: msg({ message: 'the language model gave no usable answer', context: 'after because' }),
  truncated: msg({ message: 'the language model was cut off', context: 'after because' }),
  server_error: msg({ message: 'the language model reported an error', context: 'after because' }),
  server_outdated: msg({ message: 'the server of the language model is too old', context: 'after because' }),
  unauthorized: msg({ message: 'the language model does not accept the key', context: 'after because' }),
}

/** Why the model itself did not answer, as what follows "because"; nothing where none is set up. */
export function fallbackReason(reason: unknown) {
  const known = typeof reason === 'string' ? reasons[reason] : undefined
  return known && i18n._(known)
}
