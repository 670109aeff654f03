import createClient from 'openapi-fetch'
import type { paths } from './schema'

export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  // Looked up per call, so that test servers which patch fetch later are honoured.
  fetch: (request) => globalThis.fetch(request),
})
