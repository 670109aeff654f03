import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aPerson, aSession } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const session = () => HttpResponse.json(aSession({ access: 'login', person: aPerson({ role: 'requester' }) }))
const loggedIn = () =>
  server.use(
    http.get('*/api/session/', session),
    http.get('*/api/second-factor/', () => HttpResponse.json({ is_on: false, has_password: true })),
    http.get('*/api/tokens/', () => HttpResponse.json([])),
  )

/** Opens the page as one does, and fills in the form. */
async function changePassword(answer: () => Response) {
  const sent: unknown[] = []
  loggedIn()
  server.use(
    http.post('*/api/session/password/', async ({ request }) => {
      sent.push(await request.json())
      return answer()
    }),
  )
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('button', { name: 'Account of Ann Agent' }))
  await user.click(await screen.findByRole('link', { name: 'Your account' }))
  await user.type(await screen.findByLabelText('Current password'), 'the old password')
  await user.type(screen.getByLabelText('New password'), 'an entirely new one')
  await user.click(screen.getByRole('button', { name: 'Change the password' }))
  return sent
}

it('changes the password and says that other sessions ended', async () => {
  const sent = await changePassword(session)
  expect(await screen.findByText(/^Your password was changed/)).toBeVisible()
  expect(sent).toEqual([{ old_password: 'the old password', password: 'an entirely new one' }])
  expect(screen.getByLabelText('Current password')).toHaveValue('')
})

it('says beside the field what is wrong, and keeps what was typed', async () => {
  await changePassword(() =>
    HttpResponse.json({ old_password: ['This is not your password.'] }, { status: 400 }),
  )
  expect(await screen.findByText('This is not your password.')).toBeVisible()
  expect(screen.getByLabelText('New password')).toHaveValue('an entirely new one')
})

it('logs out everywhere', async () => {
  loggedIn()
  server.use(http.delete('*/api/session/all/', () => new HttpResponse(null, { status: 204 })))
  const { user } = openApp('/account')
  await user.click(await screen.findByRole('button', { name: 'Log out everywhere' }))
  expect(await screen.findByRole('heading', { name: 'Log in' })).toBeVisible()
})

function givenSignOn(connection: { is_connected: boolean; has_password: boolean }) {
  loggedIn()
  const sent: unknown[] = []
  const person = aPerson({ role: 'requester' })
  server.use(
    http.get('*/api/session/', () =>
      HttpResponse.json(aSession({ access: 'login', single_sign_on: 'Example', person })),
    ),
    http.get('*/api/session/oidc/', () => HttpResponse.json(connection)),
    http.get('*/api/second-factor/', () =>
      HttpResponse.json({ is_on: false, has_password: connection.has_password }),
    ),
    http.post('*/api/session/oidc/', () => HttpResponse.json({ location: '#there' })),
    http.post('*/api/session/oidc/disconnect/', async ({ request }) => {
      sent.push(await request.json())
      connection.is_connected = false
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return sent
}

const signOn = async () => within(await screen.findByRole('region', { name: 'Example' }))

it('disconnects from single sign-on by the password', async () => {
  const sent = givenSignOn({ is_connected: true, has_password: true })
  const { user } = openApp('/account')
  const part = await signOn()
  await user.click(await part.findByRole('button', { name: 'Disconnect it…' }))
  expect(part.getByLabelText('Your password')).toHaveFocus()
  await user.keyboard('the password')
  await user.click(part.getByRole('button', { name: 'Disconnect my account' }))
  expect(await part.findByRole('button', { name: 'Connect my account' })).toBeVisible()
  expect(screen.getByRole('region', { name: 'Example' })).toHaveFocus()
  expect(sent).toEqual([{ password: 'the password' }])
})

it('comes as a whole, so that nothing is pushed away by what comes later', async () => {
  givenSignOn({ is_connected: true, has_password: true })
  let answer: ((connection: Response) => void) | undefined
  server.use(http.get('*/api/session/oidc/', () => new Promise<Response>((resolve) => (answer = resolve))))
  openApp('/account')
  await waitFor(() => expect(answer).toBeDefined())
  await screen.findByRole('heading', { name: 'Your account' })
  expect(screen.queryByRole('region', { name: 'Password' })).not.toBeInTheDocument()
  answer?.(HttpResponse.json({ is_connected: true, has_password: true }))
  expect(await screen.findByRole('region', { name: 'Password' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Disconnect it…' })).toBeVisible()
})

it('asks nobody for a password that they do not have', async () => {
  givenSignOn({ is_connected: true, has_password: false })
  openApp('/account')
  const part = await signOn()
  expect(await part.findByText(/nothing else lets you in/)).toBeVisible()
  expect(part.queryByLabelText('Your password')).not.toBeInTheDocument()
  expect(await screen.findByText(/An administrator can give you a link to set one/)).toBeVisible()
  expect(screen.queryByLabelText('Password so far')).not.toBeInTheDocument()
})

it('is no page where nobody logs in', async () => {
  openApp('/account')
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
})
