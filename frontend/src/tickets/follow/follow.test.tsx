import { fireEvent, screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aSession } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const UNKNOWN = { detail: 'Log in first.', code: 'not_authenticated' }

/** A server that lets strangers submit, and knows one secret. */
function givenStrangers({ public_submit = true } = {}) {
  const refused: string[] = []
  server.use(
    http.get('*/api/session/', () => HttpResponse.json(aSession({ access: 'login', public_submit }))),
    http.post('*/api/public/tickets/', () =>
      HttpResponse.json({ number: 41, secret: 'abc' }, { status: 201 }),
    ),
    http.post('*/api/public/tickets/follow/', async ({ request }) => {
      const { secret } = (await request.json()) as { secret: string }
      if (secret !== 'abc') return HttpResponse.json({ detail: 'This link is gone.' }, { status: 410 })
      return HttpResponse.json({
        number: 41,
        title: 'Parcel',
        description: 'It never came.',
        status: 'in_progress',
        created_at: '2026-11-22T10:00:00Z',
        status_since: '2026-11-22T11:00:00Z',
      })
    }),
    ...['/api/tickets/', '/api/tickets/similar/'].map((path) =>
      http.all(`*${path}`, () => {
        refused.push(path)
        return HttpResponse.json(UNKNOWN, { status: 401 })
      }),
    ),
  )
  return refused
}

it('lets somebody without an account submit, shows no similar tickets, and gives the link once', async () => {
  const refused = givenStrangers()
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('link', { name: 'Write to us without an account' }))
  fireEvent.change(await screen.findByLabelText('Title'), { target: { value: 'Parcel' } })
  fireEvent.change(screen.getByLabelText('Description'), { target: { value: 'It never came.' } })
  expect(screen.queryByText('Similar tickets')).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Create ticket' }))
  expect(await screen.findByLabelText('Your link')).toHaveValue(`${window.location.origin}/follow#abc`)
  await user.click(screen.getByRole('link', { name: 'View it' }))
  expect(await screen.findByRole('heading', { name: 'Parcel' })).toBeVisible()
  expect(screen.getByText('In progress')).toBeVisible()
  expect(screen.getByText('It never came.')).toBeVisible()
  expect(refused).not.toContain('/api/tickets/similar/')
})

it('is not lost by skipping to it', async () => {
  givenStrangers()
  const { user } = openApp('/follow#abc')
  await screen.findByRole('heading', { name: 'Parcel' })
  await user.click(screen.getByRole('link', { name: 'Skip to content' }))
  expect(screen.getByRole('main')).toHaveFocus()
  expect(window.location.hash).toBe('#abc')
  expect(screen.getByRole('heading', { name: 'Parcel' })).toBeVisible()
})

it('says so where a link leads nowhere', async () => {
  givenStrangers()
  openApp('/follow#abd')
  expect(await screen.findByText('This link is gone.')).toBeVisible()
})

it('asks who it is where strangers do not submit', async () => {
  givenStrangers({ public_submit: false })
  openApp('/new')
  expect(await screen.findByRole('heading', { name: 'Log in' })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Write to us without an account' })).not.toBeInTheDocument()
})
