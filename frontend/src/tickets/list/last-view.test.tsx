import { screen, waitFor } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { openApp } from '../../test/render'

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
