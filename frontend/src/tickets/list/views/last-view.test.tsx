import { screen, waitFor } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, it, vi } from 'vitest'
import { aTicket } from '../../../test/factory'
import { openApp } from '../../../test/render'
import { server } from '../../../test/server'

const place = (name: string) => screen.getByRole('link', { name })

const goToStatistics = async (user: UserEvent) => {
  await user.click(place('Statistics'))
  await screen.findByRole('heading', { level: 1, name: 'Statistics' }, { timeout: 10_000 })
}

it('leads back to the list as it was last filtered and sorted', async () => {
  const { user } = openApp('/tickets?status=open&ordering=-priority')
  await goToStatistics(user)
  await user.click(place('Tickets'))
  expect(window.location.search).toBe('?status=open&ordering=-priority')
})

it('leads there also on the next visit', async () => {
  openApp('/tickets?status=open').unmount()
  openApp('/')
  await waitFor(() => expect(window.location.pathname).toBe('/tickets'))
  expect(window.location.search).toBe('?status=open')
})

it('leads from a filtered list to all tickets, and remembers that', async () => {
  const { user } = openApp('/tickets?status=open')
  await user.click(place('Tickets'))
  expect(window.location.search).toBe('')
  await goToStatistics(user)
  await user.click(place('Tickets'))
  expect(window.location.search).toBe('')
})

it('writes nothing to the disk of what was searched for', async () => {
  const { user } = openApp('/tickets?status=open&search=Quillfeather')
  await goToStatistics(user)
  expect(JSON.stringify(localStorage)).toContain('status=open')
  expect(JSON.stringify(localStorage)).not.toContain('Quillfeather')
})

it('is not forgotten over a ticket that was opened by its own address', async () => {
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
  openApp('/tickets?status=open').unmount()
  server.use(http.get('*/api/tickets/7/', () => HttpResponse.json(aTicket())))
  const { user } = openApp('/tickets/7')
  await screen.findByRole('heading', { level: 1, name: 'Tickets' })
  await user.click(place('Tickets'))
  expect(window.location.search).toBe('?status=open')
})
