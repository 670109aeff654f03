import { screen } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { Invitation } from '../../api/schema'
import { aPage, aPerson, aSession, aTicket } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const gone = () =>
  HttpResponse.json({ detail: 'This link does not work any more.', code: 'link_gone' }, { status: 410 })

function givenInvitation(values: Partial<Invitation> = {}) {
  const invitation: Invitation = {
    purpose: 'join',
    role: 'agent',
    username: '',
    name: 'Ann',
    expires_at: '2026-11-29T10:00:00Z',
    ...values,
  }
  server.use(
    http.get('*/api/tickets/', () => HttpResponse.json(aPage([aTicket()]))),
    http.get('*/api/session/', () => HttpResponse.json(aSession({ access: 'login' }))),
    http.post('*/api/invitations/look/', async ({ request }) => {
      const { token } = (await request.json()) as { token: string }
      return token === 'the-token' ? HttpResponse.json(invitation) : gone()
    }),
  )
}

function givenAnswer(call: 'join' | 'password', answer: () => Response) {
  const sent: unknown[] = []
  server.use(
    http.post(`*/api/invitations/${call}/`, async ({ request }) => {
      sent.push(await request.json())
      return answer()
    }),
  )
  return sent
}

const entered = () => HttpResponse.json(aSession({ access: 'login', person: aPerson() }))

it('makes an account and enters', async () => {
  givenInvitation()
  const sent = givenAnswer('join', entered)
  const { user } = openApp('/welcome#the-token')
  expect(await screen.findByLabelText('Your name')).toHaveValue('Ann')
  await user.type(screen.getByLabelText('User name'), 'ann')
  await user.type(screen.getByLabelText('Password'), 'correct horse battery')
  await user.click(screen.getByRole('button', { name: 'Make my account' }))
  expect(await screen.findByRole('heading', { name: 'Tickets' })).toBeVisible()
  expect(sent).toEqual([
    { token: 'the-token', username: 'ann', name: 'Ann', password: 'correct horse battery' },
  ])
  expect(window.location.hash).toBe('')
})

it('says beside each field what does not do', async () => {
  givenInvitation()
  givenAnswer('join', () => HttpResponse.json({ username: ['This user name is taken.'] }, { status: 400 }))
  const { user } = openApp('/welcome#the-token')
  await user.type(await screen.findByLabelText('User name'), 'ann')
  await user.type(screen.getByLabelText('Password'), 'correct horse battery{Enter}')
  expect(await screen.findByText('This user name is taken.')).toBeVisible()
  expect(screen.getByLabelText('User name')).toBeInvalid()
})

it('asks about the link only once it can prove where the call comes from', async () => {
  givenInvitation()
  let isKnown = false
  server.use(
    http.get('*/api/session/', async () => {
      await delay(50)
      isKnown = true
      return HttpResponse.json(aSession({ access: 'login' }))
    }),
    http.post('*/api/invitations/look/', () => (expect(isKnown).toBe(true), gone())),
  )
  openApp('/welcome#the-token')
  expect(await screen.findByText('This link does not work any more.')).toBeVisible()
})

it('sets a new password', async () => {
  givenInvitation({ purpose: 'password', username: 'ann' })
  const sent = givenAnswer('password', entered)
  const { user } = openApp('/welcome#the-token')
  expect(await screen.findByLabelText('User name')).toHaveAttribute('readonly')
  await user.type(screen.getByLabelText('Password'), 'correct horse battery{Enter}')
  expect(await screen.findByRole('heading', { name: 'Tickets' })).toBeVisible()
  expect(sent).toEqual([{ token: 'the-token', password: 'correct horse battery' }])
})

it.each(['/welcome#used', '/welcome'])('says so where a link does not work: %s', async (address) => {
  givenInvitation()
  openApp(address)
  expect(await screen.findByText('This link does not work')).toBeVisible()
})
