const reasons: Record<string, string> = {
  unreachable: 'the language model cannot be reached',
  model_missing: 'the language model is not available',
  model_loading: 'the language model is still being loaded',
  timeout: 'the language model took too long',
  busy: 'the language model is busy',
  invalid_answer: 'the language model gave no usable answer',
  truncated: 'the language model was cut off',
  server_error: 'the language model reported an error',
  server_outdated: 'the server of the language model is too old',
  unauthorized: 'the language model does not accept the key',
}

/** Why the model itself did not answer, as the end of a sentence; nothing where none is set up. */
export const fallbackReason = (reason: unknown) =>
  typeof reason === 'string' && reasons[reason] ? `, because ${reasons[reason]}` : ''
