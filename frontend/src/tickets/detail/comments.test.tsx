import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it, vi } from 'vitest'
import type { Comment, CommentCreate } from '../../api/schema'
import { aTicket } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

/** A server that keeps comments, answering a repeated key with the first one, and can be told to fail. */
function givenComments() {
  const store = {
    comments: [] as Comment[],
    keys: [] as (string | null)[],
    loseAnswers: 0,
    failure: '',
    held: Promise.resolve(),
  }
  server.use(
    http.get(/\/api\/tickets\/(\d+)\/$/, ({ params }) =>
      HttpResponse.json(aTicket({ id: Number(params['0']), comments: store.comments })),
    ),
    http.post('*/api/tickets/7/comments/', async ({ request }) => {
      await store.held
      if (store.failure) return HttpResponse.json({ detail: store.failure }, { status: 500 })
      const key = request.headers.get('Idempotency-Key')
      const { author = '', body } = (await request.json()) as CommentCreate
      const known = store.keys.indexOf(key)
      const id = known < 0 ? store.keys.length + 1 : known + 1
      const comment = { id, at: '2026-11-22T10:00:01Z', author, body }
      if (known < 0) {
        store.keys.push(key)
        store.comments = [comment, ...store.comments]
      }
      if (store.loseAnswers-- > 0) return HttpResponse.error()
      return HttpResponse.json(comment, { status: 201 })
    }),
  )
  return store
}

const field = () => screen.findByLabelText('Add a comment')
const name = () => screen.getByLabelText('Your name')
const send = () => screen.getByRole('button', { name: 'Comment' })

it('adds a comment, signed with a name that is remembered', async () => {
  const store = givenComments()
  const { user, unmount } = openApp('/tickets/7')
  await user.type(await field(), 'The customer called.{Enter}  They wait.')
  await user.type(name(), 'Ada')
  await user.click(send())
  const comment = await screen.findByRole('article', { name: 'Comment by Ada' })
  expect(within(comment).getByText(/^The customer called/).textContent).toBe(
    'The customer called.\n  They wait.',
  )
  expect(store.comments).toMatchObject([{ author: 'Ada', body: 'The customer called.\n  They wait.' }])
  expect(await field()).toHaveValue('')
  expect(screen.getByText('Comment added.')).toHaveAttribute('role', 'status')
  unmount()
  openApp('/tickets/7')
  await field()
  expect(name()).toHaveValue('Ada')
})

it('sends with Ctrl and Enter', async () => {
  const store = givenComments()
  const { user } = openApp('/tickets/7')
  await user.type(await field(), 'Quick.{Control>}{Enter}{/Control}')
  await waitFor(() => expect(store.comments).toHaveLength(1))
})

it('asks for something to send', async () => {
  const store = givenComments()
  const { user } = openApp('/tickets/7')
  await user.type(await field(), '  ')
  await user.click(send())
  expect(await field()).toHaveAccessibleDescription(/Write something first\.$/)
  expect(store.comments).toEqual([])
})

it('keeps what could not be sent, and sends it once', async () => {
  const store = givenComments()
  store.failure = 'Disk full.'
  const { user } = openApp('/tickets/7')
  await user.type(await field(), 'They wait.')
  await user.click(send())
  expect(await screen.findByRole('alert')).toHaveTextContent('Your comment was not sent.Disk full.')
  expect(await field()).toHaveValue('They wait.')
  store.failure = ''
  store.loseAnswers = 1
  await user.click(send())
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('The server does not answer.'))
  await user.click(send())
  await waitFor(async () => expect(await field()).toHaveValue(''))
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  expect(store.comments).toHaveLength(1)
  expect(screen.getAllByRole('article', { name: /^Comment/ })).toHaveLength(1)
})

it('sends a comment once also where nothing can be stored', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('There is no room.', 'QuotaExceededError')
  })
  const store = givenComments()
  store.loseAnswers = 1
  const { user } = openApp('/tickets/7')
  await user.type(await field(), 'They wait.')
  await user.click(send())
  await screen.findByRole('alert')
  await user.click(send())
  await waitFor(async () => expect(await field()).toHaveValue(''))
  expect(store.comments).toHaveLength(1)
})

it('makes one comment of two clicks', async () => {
  const store = givenComments()
  const { user } = openApp('/tickets/7')
  await user.type(await field(), 'They wait.')
  await user.dblClick(send())
  await screen.findByRole('article', { name: /^Comment/ })
  expect(store.comments).toHaveLength(1)
})

it('is on its way still for who comes back to it, and makes no second comment of the first', async () => {
  const store = givenComments()
  let answer = () => {}
  store.held = new Promise((resolve) => (answer = resolve))
  const { user } = openApp('/tickets/7')
  await user.type(await field(), 'They wait.')
  await user.click(send())
  await user.click(screen.getByRole('link', { name: 'All tickets' }))
  await user.click(await screen.findByRole('link', { name: 'Charged twice' }))
  expect(await field()).toHaveValue('They wait.')
  await user.click(send())
  answer()
  await waitFor(async () => expect(await field()).toHaveValue(''))
  expect(store.comments).toHaveLength(1)
})

it('keeps a draft for each ticket', async () => {
  givenComments()
  const first = openApp('/tickets/7')
  await first.user.type(await field(), 'Half a tho')
  first.unmount()
  const other = openApp('/tickets/8')
  expect(await field()).toHaveValue('')
  other.unmount()
  openApp('/tickets/7')
  expect(await field()).toHaveValue('Half a tho')
})
