import { screen } from '@testing-library/react'
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
  await user.type(await screen.findByLabelText('Password so far'), 'the old password')
  await user.type(screen.getByLabelText('New password'), 'an entirely new one')
  await user.click(screen.getByRole('button', { name: 'Change the password' }))
  return sent
}

it('changes the password and says that other sessions ended', async () => {
  const sent = await changePassword(session)
  expect(await screen.findByText(/^Your password was changed/)).toBeVisible()
  expect(sent).toEqual([{ old_password: 'the old password', password: 'an entirely new one' }])
  expect(screen.getByLabelText('Password so far')).toHaveValue('')
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

it('is no page where nobody logs in', async () => {
  openApp('/account')
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
})
