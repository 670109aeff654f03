import { act, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it, vi } from 'vitest'
import { aPage, aTicket, someStats } from '../test/factory'
import { openApp, pass, useTestTime } from '../test/render'
import { givenTickets, server } from '../test/server'

it('starts with the tickets', async () => {
  openApp('/')
  expect(await screen.findByRole('heading', { level: 1, name: 'Tickets' })).toBeInTheDocument()
  expect(window.location.pathname).toBe('/tickets')
})

it('moves focus to the new screen, and names it in the title', async () => {
  server.use(http.get('*/api/tickets/stats/', () => HttpResponse.json(someStats())))
  const { user } = openApp('/tickets')
  await user.click(screen.getByRole('link', { name: 'Statistics' }))
  await screen.findByRole('heading', { level: 1, name: 'Statistics' })
  expect(screen.getByRole('main')).toHaveFocus()
  expect(document.title).toBe('Statistics · Hushdesk')
  expect(screen.getByRole('link', { name: 'Statistics' })).toHaveAttribute('aria-current', 'page')
})

it('leaves focus alone when only the filters change', async () => {
  const { user } = openApp('/tickets')
  await user.selectOptions(screen.getByLabelText('Sort'), 'Oldest first')
  expect(screen.getByRole('main')).not.toHaveFocus()
})

it('says so when there is no such page', () => {
  openApp('/nowhere')
  expect(screen.getByRole('heading', { name: 'There is no such page' })).toBeInTheDocument()
})

it('says so when a screen cannot be drawn, and shows the next one', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  server.use(
    http.get('*/api/tickets/7/', () => HttpResponse.json({ id: 7, created_at: 'never' })),
    http.get('*/api/tickets/stats/', () => HttpResponse.json(someStats())),
  )
  const { user } = openApp('/tickets/7')
  expect(await screen.findByRole('alert')).toHaveTextContent('This page cannot be shown')
  expect(said).toHaveBeenCalled()
  await user.click(screen.getByRole('link', { name: 'Statistics' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Statistics' })).toBeVisible()
  expect(screen.queryByText('This page cannot be shown')).not.toBeInTheDocument()
})

it('remembers the theme, and gives it back to the system', async () => {
  const { user } = openApp('/tickets')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'Dark theme')
  expect(document.documentElement).toHaveAttribute('data-theme', 'dark')
  expect(localStorage.getItem('hushdesk.theme')).toBe('dark')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Theme' }), 'System theme')
  expect(document.documentElement).not.toHaveAttribute('data-theme')
  expect(localStorage.getItem('hushdesk.theme')).toBeNull()
})

it('asks the server also when the browser believes that it is offline', async () => {
  givenTickets((query) => (query.has('ordering') ? [aTicket({ title: 'The oldest one' })] : [aTicket()]))
  const { user } = openApp('/tickets')
  await screen.findByRole('link', { name: 'Charged twice' })
  act(() => void window.dispatchEvent(new Event('offline')))
  await user.selectOptions(screen.getByLabelText('Sort'), 'Oldest first')
  expect(await screen.findByRole('link', { name: 'The oldest one' })).toBeInTheDocument()
  act(() => void window.dispatchEvent(new Event('online')))
})

it('waits for a server that does not answer, and goes on by itself', async () => {
  useTestTime()
  let away = true
  const askedAt: number[] = []
  givenTickets(() => {
    askedAt.push(Date.now())
    return away ? HttpResponse.error() : [aTicket()]
  })
  openApp('/tickets')
  expect(await screen.findByRole('alert')).toHaveTextContent('The server does not answer')
  await pass(20_000)
  expect(screen.getByRole('alert')).toBeInTheDocument()
  const pauses = askedAt.slice(1).map((time, index) => time - (askedAt[index] ?? 0))
  expect(Math.max(...pauses)).toBeLessThan(4_000)
  away = false
  await pass(3_000)
  expect(await screen.findByRole('link', { name: 'Charged twice' })).toBeInTheDocument()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

it('keeps showing what it has while the server is away, and says so', async () => {
  useTestTime()
  let answer = (): Response => HttpResponse.json(aPage([aTicket()]))
  const isAway = () => answer().status === 502
  server.use(
    http.get('*/api/tickets/', () => answer()),
    http.get('*/api/tickets/count/', () =>
      isAway() ? answer() : HttpResponse.json({ count: 1000, more: true }),
    ),
  )
  openApp('/tickets')
  await screen.findByRole('link', { name: 'Charged twice' })
  answer = () => HttpResponse.json(null, { status: 502 })
  await pass(10_000)
  expect(await screen.findByRole('alert')).toHaveTextContent('You see what was loaded last.')
  expect(screen.getByRole('link', { name: 'Charged twice' })).toBeInTheDocument()
  const updated_at = '2026-11-22T11:00:00Z'
  answer = () => HttpResponse.json(aPage([aTicket({ title: 'Changed', updated_at })]))
  await pass(3_000)
  await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
  await pass(10_000)
  expect(await screen.findByRole('link', { name: 'Changed' })).toBeInTheDocument()
})
