import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aPage, aPerson, aSession, aTicket } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const login = { access: 'login', single_sign_on: 'Example' } as const

/** A server with single sign-on: what came back from there, and what becomes of it. */
function givenSignOn(answer: () => Response) {
  const sent: unknown[] = []
  server.use(
    http.get('*/api/session/', () => HttpResponse.json(aSession(login))),
    http.get('*/api/tickets/', () => HttpResponse.json(aPage([aTicket()]))),
    http.post('*/api/session/oidc/complete/', async ({ request }) => {
      sent.push(await request.json())
      return answer()
    }),
  )
  return sent
}

const entered = () => HttpResponse.json(aSession({ ...login, person: aPerson() }))
const failed = () =>
  HttpResponse.json({ detail: 'Nobody is connected.', code: 'not_invited' }, { status: 403 })

it('leads to where it is, and says so where that does not answer', async () => {
  givenSignOn(entered)
  server.use(
    http.post('*/api/session/oidc/', () =>
      HttpResponse.json({ detail: 'It does not answer.', code: 'issuer_failed' }, { status: 502 }),
    ),
  )
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('button', { name: 'Log in with Example' }))
  expect(await screen.findByText('It does not answer.')).toBeVisible()
})

it('is a way to log in again as well, for who may have no password', async () => {
  givenSignOn(entered)
  const session = () => HttpResponse.json(aSession({ ...login, person: aPerson() }))
  const over = () => HttpResponse.json({ detail: 'Log in first.', code: 'x' }, { status: 401 })
  server.use(http.get('*/api/session/', session), http.get('*/api/tickets/', over))
  const { user } = openApp('/new')
  await screen.findByRole('button', { name: 'Account of Ann Agent' })
  await user.click(screen.getByRole('link', { name: 'Tickets' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Log in again' }))
  expect(dialog.getByRole('button', { name: 'Log in with Example' })).toBeVisible()
})

it('enters with what came back, once, and goes on where one was', async () => {
  const sent = givenSignOn(entered)
  sessionStorage.setItem('hushdesk.after-sign-on', '/tickets?status=open')
  openApp('/signed-in?code=the-code&state=the-state')
  expect(await screen.findByRole('link', { name: 'Charged twice' })).toBeVisible()
  expect(sent).toEqual([{ code: 'the-code', state: 'the-state' }])
  expect(window.location.search).toBe('?status=open')
})

it.each([
  ['/signed-in?code=the-code&state=another', 'Nobody is connected.'],
  ['/signed-in?error=access_denied&state=x', 'Single sign-on let nobody in. Please try again.'],
])('says why nobody was let in: %s', async (address, says) => {
  givenSignOn(failed)
  openApp(address)
  expect(await screen.findByText(says)).toBeVisible()
})
