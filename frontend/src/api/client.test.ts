import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
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
