import { i18n } from '@lingui/core'
import createClient from 'openapi-fetch'
import { fetchAsPerson } from './log-ins'
import type { paths } from './schema'

export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  // Ticket text does not belong in the browser's cache on disk. And Chromium sends a PATCH twice when its cache holds a
  // half-read response for the same address: the second one is then refused as a conflict.
  cache: 'no-store',
  // `?status=open,in_progress`
  querySerializer: { array: { style: 'form', explode: false } },
  fetch: fetchAsPerson,
})

// The server speaks the language that is shown, whichever the browser prefers.
api.use({ onRequest: ({ request }) => request.headers.set('Accept-Language', i18n.locale) })
