import { fireEvent, screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import type { BulkChange } from '../../api/schema'
import { aPage, aTicket } from '../../test/factory'
import { openApp } from '../../test/render'
import { givenTickets, server } from '../../test/server'

const UNDO = '7b0bd0b9-7f9d-4b0c-8a9d-2f8a3b8d9c11'
const title = (name: string) => screen.findByRole('heading', { level: 1, name })
let asked: BulkChange[] = []

beforeEach(() => {
  asked = []
  let waiting = ['First', 'Second'].map((name, index) =>
    aTicket({
      id: index + 1,
      title: name,
      category_set_by_person: false,
      suggestion_unsure: { category: true, priority: false },
    }),
  )
  givenTickets(() => waiting)
  server.use(
    http.get('*/api/tickets/count/', () => HttpResponse.json({ count: waiting.length, more: false })),
    http.post('*/api/tickets/bulk/', async ({ request }) => {
      const body = (await request.json()) as BulkChange
      asked.push(body)
      waiting = waiting.filter(({ id }) => !body.ids?.includes(id))
      return HttpResponse.json({ changed: 1, unchanged: 0, undo: UNDO })
    }),
    http.post(`*/api/tickets/bulk/${UNDO}/undo/`, () => HttpResponse.json({ restored: 1, left: 0 })),
  )
})

it('accepts by one key, corrects by one more, and comes to an end', async () => {
  const { user } = openApp('/review')
  await title('First')
  expect(screen.getByText('1 of 2')).toBeInTheDocument()
  await user.keyboard('a')
  expect(await title('Second')).toHaveFocus()
  expect(screen.getByText('2 of 2')).toBeInTheDocument()
  await user.keyboard('2c')
  expect(screen.getByRole('radio', { name: 'Technical' })).toBeChecked()
  await user.keyboard('a')
  expect(await screen.findByText('Nothing left to review')).toBeInTheDocument()
  expect(asked).toEqual([
    { ids: [1], changes: { category: 'billing', priority: 'high' } },
    { ids: [2], changes: { category: 'technical', priority: 'critical' } },
  ])
})

it('skips without saving, and undoes the last answer', async () => {
  const { user } = openApp('/review')
  await title('First')
  await user.keyboard('s')
  await title('Second')
  expect(asked).toEqual([])
  await user.keyboard('a')
  await screen.findByText('Only what you skipped is left to review')
  await user.keyboard('u')
  expect(await title('Second')).toBeInTheDocument()
})

it('comes back to what was skipped', async () => {
  const { user } = openApp('/review')
  await title('First')
  await user.keyboard('s')
  await title('Second')
  await user.keyboard('a')
  await user.click(await screen.findByRole('button', { name: 'Back to 1 skipped ticket' }))
  expect(await title('First')).toHaveFocus()
  expect(screen.getByText('2 of 2')).toBeInTheDocument()
})

it('does once what a key is held down for', async () => {
  openApp('/review')
  await title('First')
  fireEvent.keyDown(document.body, { key: 'a' })
  await title('Second')
  fireEvent.keyDown(document.body, { key: 'a', repeat: true })
  fireEvent.keyDown(document.body, { key: 's', repeat: true })
  expect(await title('Second')).toBeInTheDocument()
  expect(asked).toHaveLength(1)
})

it('takes a double click for one answer', async () => {
  openApp('/review')
  await title('First')
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }), { detail: 1 })
  await title('Second')
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }), { detail: 2 })
  expect(await title('Second')).toBeInTheDocument()
  expect(asked).toHaveLength(1)
})

it('says of the ticket alone that its answer was not saved', async () => {
  server.use(
    http.post('*/api/tickets/bulk/', () => HttpResponse.json({ detail: 'Disk full.' }, { status: 500 }), {
      once: true,
    }),
  )
  const { user } = openApp('/review')
  await title('First')
  await user.keyboard('a')
  expect(await screen.findByText('Your answer was not saved.')).toBeVisible()
  await user.keyboard('s')
  await title('Second')
  expect(screen.queryByText('Your answer was not saved.')).not.toBeInTheDocument()
})

it('goes on beyond the first page', async () => {
  const pages: Record<string, Response> = {
    '': HttpResponse.json(
      aPage([aTicket({ id: 1, title: 'First' })], 'http://inner:8000/api/tickets/?cursor=abc'),
    ),
    abc: HttpResponse.json(aPage([aTicket({ id: 2, title: 'Second' })])),
  }
  server.use(
    http.get('*/api/tickets/', ({ request }) =>
      pages[new URL(request.url).searchParams.get('cursor') ?? '']?.clone(),
    ),
  )
  const { user } = openApp('/review')
  await title('First')
  await user.keyboard('s')
  await title('Second')
  await user.keyboard('s')
  expect(await screen.findByText('Only what you skipped is left to review')).toBeInTheDocument()
})

it('leads there from the list, while there is something unsure', async () => {
  openApp('/tickets')
  expect(await screen.findByRole('link', { name: 'Review 2 unsure' })).toHaveAttribute('href', '/review')
})
