import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { Role } from '../api/schema'
import { aPerson, aSession } from '../test/factory'
import { openApp } from '../test/render'
import { server } from '../test/server'

it('offers no longer what somebody may not do any more, once the server has refused it', async () => {
  let role: Role = 'agent'
  server.use(
    http.get('*/api/session/', () =>
      HttpResponse.json(aSession({ access: 'login', person: aPerson({ role }) })),
    ),
    http.get('*/api/tickets/stats/', () =>
      HttpResponse.json(
        { detail: 'Your role does not allow this.', code: 'permission_denied' },
        { status: 403 },
      ),
    ),
  )
  const { user } = openApp('/new')
  const statistics = await screen.findByRole('link', { name: 'Statistics' })
  role = 'requester'
  await user.click(statistics)
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Statistics' })).not.toBeInTheDocument())
})
