import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { ApiToken, NewApiToken } from '../../api/schema'
import { aPerson, aSession } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const aToken = (values: Partial<ApiToken> = {}): ApiToken => ({
  id: 5,
  name: 'Monitoring',
  scope: 'submit',
  created_at: '2026-11-22T10:00:00Z',
  expires_at: '2999-11-29T10:00:00Z',
  last_used_at: null,
  ...values,
})

/** The account page of somebody with tokens, and what the server is sent. */
function openAccount(tokens: ApiToken[], { has_password = true } = {}) {
  const state = { tokens, sent: [] as NewApiToken[] }
  server.use(
    http.get('*/api/session/', () => HttpResponse.json(aSession({ access: 'login', person: aPerson() }))),
    http.get('*/api/second-factor/', () => HttpResponse.json({ is_on: false, has_password })),
    http.get('*/api/tokens/', () => HttpResponse.json(state.tokens)),
    http.post('*/api/tokens/', async ({ request }) => {
      const wanted = (await request.json()) as NewApiToken
      state.sent.push(wanted)
      if (wanted.password === 'wrong')
        return HttpResponse.json({ password: ['This is not your password.'] }, { status: 400 })
      state.tokens = [aToken({ name: wanted.name, scope: wanted.scope })]
      return HttpResponse.json({ token: 'hd_secret', expires_at: '2999-11-29T10:00:00Z' }, { status: 201 })
    }),
    http.delete('*/api/tokens/5/', () => {
      state.tokens = []
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return { state, ...openApp('/account') }
}

const newToken = async (user: ReturnType<typeof openAccount>['user']) => {
  await user.click(await screen.findByRole('button', { name: 'New token…' }))
  return within(screen.getByRole('dialog', { name: 'New token' }))
}

it('makes a token by the password, and shows it once', async () => {
  const { state, user } = openAccount([])
  const dialog = await newToken(user)
  await user.type(dialog.getByLabelText('Name'), 'Nightly report')
  await user.click(dialog.getByRole('radio', { name: /^Read ?Reads/ }))
  await user.selectOptions(dialog.getByLabelText('For how long'), '30 days')
  await user.type(await dialog.findByLabelText('Your password'), 'wrong{Enter}')
  expect(await dialog.findByText('This is not your password.')).toBeVisible()
  await user.clear(dialog.getByLabelText('Your password'))
  await user.type(dialog.getByLabelText('Your password'), 'right{Enter}')
  const made = within(await screen.findByRole('dialog', { name: 'The new token' }))
  expect(made.getByLabelText('Token')).toHaveValue('hd_secret')
  expect(state.sent.at(-1)).toEqual({
    name: 'Nightly report',
    scope: 'read',
    expires_in_days: 30,
    password: 'right',
  })
  await user.click(made.getByRole('button', { name: 'Done' }))
  expect(screen.queryByDisplayValue('hd_secret')).not.toBeInTheDocument()
  expect(await screen.findByText('Nightly report')).toBeVisible()
})

it('goes on showing it when who marks it lets go of the button beside the dialog', async () => {
  const { user } = openAccount([], { has_password: false })
  const dialog = await newToken(user)
  await user.type(dialog.getByLabelText('Name'), 'Monitoring{Enter}')
  const token = await screen.findByDisplayValue('hd_secret')
  const around = screen.getByRole('dialog', { name: 'The new token' })
  fireEvent.pointerDown(token)
  fireEvent.click(around)
  expect(token).toBeVisible()
  fireEvent.pointerDown(around)
  fireEvent.click(around)
  expect(token).not.toBeInTheDocument()
})

it('asks for no password where there is none', async () => {
  const { state, user } = openAccount([], { has_password: false })
  const dialog = await newToken(user)
  expect(dialog.queryByLabelText('Your password')).not.toBeInTheDocument()
  await user.type(dialog.getByLabelText('Name'), 'Monitoring{Enter}')
  expect(await screen.findByDisplayValue('hd_secret')).toBeVisible()
  expect(state.sent).toEqual([{ name: 'Monitoring', scope: 'submit', expires_in_days: 90, password: '' }])
})

it('lists tokens with what they may do and until when, and revokes one at two presses', async () => {
  const { user } = openAccount([
    aToken({ id: 6, name: 'Old', scope: 'write', expires_at: '2026-01-01T10:00:00Z' }),
    aToken({ last_used_at: new Date().toISOString() }),
  ])
  const row = within((await screen.findByText('Monitoring')).closest('li')!)
  expect(row.getByText('Submit')).toBeVisible()
  expect(row.getByText(/^until .* 2999/)).toBeVisible()
  expect(row.getByText('just now')).toBeVisible()
  const old = within(screen.getByText('Old').closest('li')!)
  for (const fact of ['Read and write', /^expired/, 'Never used']) expect(old.getByText(fact)).toBeVisible()
  await user.dblClick(row.getByRole('button', { name: 'Revoke' }))
  await user.click(row.getByRole('button', { name: 'Revoke for good' }))
  await waitFor(() => expect(screen.queryByText('Monitoring')).not.toBeInTheDocument())
})
