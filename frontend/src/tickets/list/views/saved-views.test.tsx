import { screen, waitFor, within } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { SavedView } from '../../../api/schema'
import { aTicket } from '../../../test/factory'
import { openApp } from '../../../test/render'
import { givenTickets, server } from '../../../test/server'

const created_at = '2026-11-22T10:00:00Z'
const URGENT = { id: 3, name: 'Urgent', query: 'status=open&priority=high,critical', created_at }

const tab = (name: string) =>
  within(screen.getByRole('navigation', { name: 'Views' })).findByRole('link', { name })

/** A server that keeps views, and refuses a name that is taken. */
function givenViews(...views: SavedView[]) {
  const taken = ({ name }: { name: string }) =>
    views.some((view) => view.name === name) &&
    HttpResponse.json({ name: ['There is already a view with this name.'] }, { status: 400 })
  server.use(
    http.get('*/api/tickets/views/', () => HttpResponse.json(views)),
    http.post('*/api/tickets/views/', async ({ request }) => {
      const body = (await request.json()) as SavedView
      const view = { ...body, id: 9, created_at }
      return taken(body) || (views.push(view), HttpResponse.json(view, { status: 201 }))
    }),
    http.patch('*/api/tickets/views/:id/', async ({ request }) => {
      const body = (await request.json()) as SavedView
      return taken(body) || HttpResponse.json(Object.assign(views[0] ?? {}, body))
    }),
    http.delete('*/api/tickets/views/:id/', () => {
      views.pop()
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return views
}

it('shows the views of the team, and which of them the list is', async () => {
  givenViews(URGENT)
  const asked = givenTickets(() => [aTicket()])
  const { user } = openApp('/tickets')
  await screen.findByRole('navigation', { name: 'Views' })
  expect(await tab('All tickets')).toHaveAttribute('aria-current', 'page')
  await user.click(await tab('Urgent'))
  expect(window.location.search).toBe('?status=open&priority=high,critical')
  await waitFor(() => expect(asked.map(decodeURIComponent).at(-1)).toBe(URGENT.query))
  expect(await tab('Urgent')).toHaveAttribute('aria-current', 'page')
  expect(await tab('All tickets')).not.toHaveAttribute('aria-current')
})

it('has its place before the views have come', async () => {
  server.use(http.get('*/api/tickets/views/', () => delay('infinite')))
  openApp('/tickets')
  await screen.findByRole('navigation', { name: 'Views' })
  expect(await tab('All tickets')).toBeVisible()
})

it('saves what the list shows under a name', async () => {
  const views = givenViews()
  const { user } = openApp('/tickets?priority=high&ordering=-updated_at')
  await user.click(await screen.findByRole('button', { name: 'Save view' }))
  await user.type(screen.getByRole('textbox', { name: 'Name of the view' }), 'Fresh and high{Enter}')
  expect(await tab('Fresh and high')).toHaveAttribute('aria-current', 'page')
  expect(views).toMatchObject([{ name: 'Fresh and high', query: 'priority=high&ordering=-updated_at' }])
  expect(screen.getByRole('navigation', { name: 'Views' })).toHaveFocus()
  expect(screen.queryByRole('button', { name: 'Save view' })).not.toBeInTheDocument()
})

it('says that a name is taken, and keeps what was typed', async () => {
  givenViews(URGENT)
  const { user } = openApp('/tickets?status=closed')
  await user.click(await screen.findByRole('button', { name: 'Save view' }))
  const name = screen.getByRole('textbox', { name: 'Name of the view' })
  await user.type(name, 'Urgent{Enter}')
  await waitFor(() => expect(name).toHaveAccessibleDescription(/There is already a view with this name\./))
  expect(name).toHaveValue('Urgent')
})

it('renames a view', async () => {
  givenViews({ ...URGENT })
  const { user } = openApp(`/tickets?${URGENT.query}`)
  await user.click(await screen.findByRole('button', { name: 'Change view: Urgent' }))
  const name = screen.getByRole('textbox', { name: 'Name of the view' })
  await user.clear(name)
  await user.type(name, 'On fire{Enter}')
  expect(await tab('On fire')).toHaveAttribute('aria-current', 'page')
})

it('deletes a view at the second press, and leaves the list as it is', async () => {
  const views = givenViews(URGENT)
  const { user } = openApp(`/tickets?${URGENT.query}`)
  await user.click(await screen.findByRole('button', { name: 'Change view: Urgent' }))
  await user.dblClick(screen.getByRole('button', { name: 'Delete view' }))
  expect(views).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Delete it for everybody' }))
  expect(await screen.findByRole('button', { name: 'Save view' })).toBeInTheDocument()
  expect(views).toEqual([])
  expect(window.location.search).toBe('?status=open&priority=high,critical')
  expect(screen.getByRole('navigation', { name: 'Views' })).toHaveFocus()
})
