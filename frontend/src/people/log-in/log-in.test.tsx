import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import type { Person } from '../../api/schema'
import { aPerson, aSession, aTicket } from '../../test/factory'
import { openApp } from '../../test/render'
import { givenTickets, recordCreates, server } from '../../test/server'

/** A server where one logs in: who is logged in, and what it was sent. */
function givenLogIns(person: Person | null, { needs_setup = false, second_factor = false } = {}) {
  const state = { person, sent: [] as unknown[], proofs: [] as (string | null)[] }
  const session = () => HttpResponse.json(aSession({ access: 'login', person: state.person, needs_setup }))
  server.use(
    http.get('*/api/session/', session),
    http.post('*/api/session/', async ({ request }) => {
      const body = (await request.json()) as { username: string; password: string; code?: string }
      state.sent.push(body)
      state.proofs.push(request.headers.get('X-CSRFToken'))
      if (body.password !== 'right')
        return HttpResponse.json({ detail: 'The password is wrong.', code: 'wrong' }, { status: 400 })
      if (second_factor && body.code !== '123 456')
        return HttpResponse.json(
          body.code ? { code: ['This code is wrong.'] } : { detail: 'Type the code.', code: 'code_needed' },
          { status: 400 },
        )
      state.person = person ?? aPerson()
      return session()
    }),
    http.delete('*/api/session/', () => {
      state.person = null
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return state
}

const notLoggedIn = () => HttpResponse.json({ detail: 'Log in first.', code: 'x' }, { status: 401 })

beforeEach(() => {
  document.cookie = 'csrftoken=the-token'
})

it('asks who it is, and then shows what was asked for', async () => {
  const log = givenLogIns(null)
  givenTickets(() => (log.person ? [aTicket()] : notLoggedIn()))
  const { user } = openApp('/tickets')
  await user.type(await screen.findByLabelText('User name'), 'ann')
  expect(screen.queryByRole('navigation', { name: 'Main' })).not.toBeInTheDocument()
  await user.type(screen.getByLabelText('Password'), 'right{Enter}')
  expect(await screen.findByRole('link', { name: 'Charged twice' })).toBeVisible()
  expect(log.sent).toEqual([{ username: 'ann', password: 'right' }])
  expect(log.proofs).toEqual(['the-token'])
  expect(screen.getByRole('button', { name: 'Account of Ann Agent' })).toBeVisible()
})

it('says what is wrong, and lets one type the password again', async () => {
  givenLogIns(null)
  const { user } = openApp('/tickets')
  await user.type(await screen.findByLabelText('User name'), 'ann')
  await user.type(screen.getByLabelText('Password'), 'wrong{Enter}')
  expect(await screen.findByText('The password is wrong.')).toBeVisible()
  await waitFor(() => expect(screen.getByLabelText('Password')).toHaveFocus())
})

it('asks for a code after the password where there is a second factor', async () => {
  const log = givenLogIns(null, { second_factor: true })
  givenTickets(() => (log.person ? [aTicket()] : notLoggedIn()))
  const { user } = openApp('/tickets')
  await user.type(await screen.findByLabelText('User name'), 'ann')
  await user.type(screen.getByLabelText('Password'), 'right{Enter}')
  const code = await screen.findByLabelText('Code')
  expect(code).toHaveFocus()
  expect(screen.queryByText('Type the code.')).not.toBeInTheDocument()
  expect(screen.getByLabelText('Password')).not.toBeVisible()
  await user.type(code, '000000{Enter}')
  expect(await screen.findByText('This code is wrong.')).toBeVisible()
  await waitFor(() => expect(code).toHaveFocus())
  await user.keyboard('123 456{Enter}')
  expect(await screen.findByRole('link', { name: 'Charged twice' })).toBeVisible()
  expect(log.sent.at(-1)).toEqual({ username: 'ann', password: 'right', code: '123 456' })
})

it('tells where the link to the first administrator is', async () => {
  givenLogIns(null, { needs_setup: true })
  openApp('/tickets')
  expect(await screen.findByText('There is no administrator yet.')).toBeVisible()
})

it('loses nothing when the session ends while one writes', async () => {
  const log = givenLogIns(aPerson())
  const bodies = recordCreates((body) =>
    log.person ? HttpResponse.json(aTicket({ ...body, id: 41 }), { status: 201 }) : notLoggedIn(),
  )
  const { user } = openApp('/new')
  await screen.findByRole('button', { name: 'Account of Ann Agent' })
  log.person = null
  await user.type(await screen.findByLabelText('Title'), 'Refund')
  await user.type(screen.getByLabelText('Description'), 'Charged twice')
  await user.click(screen.getByRole('button', { name: 'Create ticket' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Log in again' }))
  expect(dialog.getByLabelText('User name')).toHaveValue('ann')
  expect(screen.getByLabelText('Title')).toHaveValue('Refund')
  await user.type(dialog.getByLabelText('Password'), 'right{Enter}')
  expect(await screen.findByText('Ticket #41 created.')).toBeVisible()
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(bodies.map(({ title }) => title)).toEqual(['Refund', 'Refund'])
})

it('leaves nothing of a person behind on this device', async () => {
  givenLogIns(aPerson())
  localStorage.setItem('hushdesk.comment.7', 'A secret')
  localStorage.setItem('hushdesk.theme', 'dark')
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('button', { name: 'Account of Ann Agent' }))
  await user.click(screen.getByRole('button', { name: 'Log out' }))
  expect(await screen.findByRole('heading', { name: 'Log in' })).toBeVisible()
  expect(Object.keys(localStorage)).toEqual(['hushdesk.theme'])
})

it('shows requesters what is theirs, and nothing to work with', async () => {
  givenLogIns(aPerson({ role: 'requester' }))
  givenTickets(() => [aTicket()])
  server.use(http.get('*/api/tickets/7/', () => HttpResponse.json(aTicket({ requester: 'Rita' }))))
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('link', { name: 'Charged twice' }))
  expect(await screen.findByText(/by Rita/)).toBeVisible()
  const nav = within(screen.getByRole('navigation', { name: 'Main' }))
  expect(nav.getAllByRole('link').map((link) => link.textContent)).toEqual(['Tickets', 'New ticket'])
  for (const role of ['combobox', 'checkbox'])
    expect(within(screen.getByRole('main')).queryByRole(role)).not.toBeInTheDocument()
  expect(screen.queryByRole('form', { name: 'Comment' })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Edit' })).not.toBeInTheDocument()
})

it('has no statistics for requesters', async () => {
  givenLogIns(aPerson({ role: 'requester' }))
  server.use(http.get('*/api/tickets/stats/', () => new HttpResponse(null, { status: 403 })))
  openApp('/stats')
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
})

it('signs comments with the name of the person who is logged in', async () => {
  givenLogIns(aPerson())
  server.use(http.get('*/api/tickets/7/', () => HttpResponse.json(aTicket())))
  openApp('/tickets/7')
  expect(await screen.findByRole('form', { name: 'Comment' })).toBeVisible()
  expect(screen.queryByLabelText(/Your name/)).not.toBeInTheDocument()
})
