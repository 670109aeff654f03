import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { speak } from '../i18n/languages'
import { someStats } from '../test/factory'
import { server } from '../test/server'
import { api } from './client'

it('keeps nothing in the cache of the browser', async () => {
  let cache: string | undefined
  server.use(
    http.get('*/api/tickets/stats/', ({ request }) => {
      cache = request.cache
      return HttpResponse.json(someStats())
    }),
  )
  await api.GET('/api/tickets/stats/')
  expect(cache).toBe('no-store')
})

it('asks for the language that is shown', async () => {
  let asked: string | null = null
  server.use(
    http.get('*/api/tickets/stats/', ({ request }) => {
      asked = request.headers.get('Accept-Language')
      return HttpResponse.json(someStats())
    }),
  )
  await speak('de')
  await api.GET('/api/tickets/stats/')
  expect(asked).toBe('de')
})
