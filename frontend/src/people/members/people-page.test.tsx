import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { Link, Member, PendingInvitation, Role } from '../../api/schema'
import { aMember, aPerson, aSession } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const anInvitation = (values: Partial<PendingInvitation> = {}): PendingInvitation => ({
  id: 9,
  role: 'agent',
  name: 'Cleo',
  created_at: '2026-11-22T10:00:00Z',
  expires_at: '2999-11-29T10:00:00Z',
  ...values,
})

const aLink = (values: Partial<Link> = {}): Link => ({
  token: 'the-token',
  name: 'Cleo',
  expires_at: '2999-11-29T10:00:00Z',
  ...values,
})

const loggedInAs = (role: Role) =>
  server.use(
    http.get('*/api/session/', () =>
      HttpResponse.json(aSession({ access: 'login', person: aPerson({ role }) })),
    ),
  )

/** What the server knows, and what it is sent. */
function givenPeople(members: Member[], invitations: PendingInvitation[] = []) {
  const state = { members, invitations, sent: [] as unknown[] }
  loggedInAs('admin')
  server.use(
    http.get('*/api/people/', () => HttpResponse.json(state.members)),
    http.get('*/api/invitations/', () => HttpResponse.json(state.invitations)),
    http.post('*/api/invitations/', async ({ request }) => {
      state.sent.push(await request.json())
      state.invitations = [anInvitation()]
      return HttpResponse.json(aLink(), { status: 201 })
    }),
    http.post('*/api/invitations/9/renew/', () => HttpResponse.json(aLink({ token: 'another' }))),
    http.delete('*/api/invitations/9/', () => {
      state.invitations = []
      return new HttpResponse(null, { status: 204 })
    }),
    http.patch('*/api/people/4/', async ({ request }) => {
      const change = (await request.json()) as Partial<Member>
      state.sent.push(change)
      state.members = state.members.map((member) => (member.id === 4 ? { ...member, ...change } : member))
      return HttpResponse.json(state.members[0])
    }),
    http.post('*/api/people/4/password/', () => HttpResponse.json(aLink({ name: 'Rita' }), { status: 201 })),
  )
  return state
}

const rowOf = async (name: string) =>
  within((await screen.findByText(name, { selector: 'strong' })).closest('li')!)

it('shows who there is, with role, state and last log-in, and nothing to change about oneself', async () => {
  givenPeople([
    aMember(),
    aMember({ id: 5, name: 'Olaf', is_active: false }),
    aMember({ id: 3, name: 'Ann Agent' }),
  ])
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('link', { name: 'People' }))
  const rita = await rowOf('Rita')
  for (const text of ['rita', 'Requester', 'Active', 'Never']) expect(rita.getByText(text)).toBeVisible()
  expect((await rowOf('Olaf')).getByText('Switched off')).toBeVisible()
  const me = await rowOf('Ann Agent')
  expect(me.getByText('You')).toBeVisible()
  expect(me.queryByRole('button')).not.toBeInTheDocument()
})

it('invites somebody and shows the link, which one can copy', async () => {
  const state = givenPeople([aMember()])
  const { user } = openApp('/people')
  await user.click(await screen.findByRole('button', { name: 'Invite somebody' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Invite somebody' }))
  await user.type(dialog.getByLabelText('Name'), 'Cleo')
  await user.click(dialog.getByRole('radio', { name: /^Agent/ }))
  await user.click(dialog.getByRole('button', { name: 'Make a link' }))
  const shown = within(await screen.findByRole('dialog', { name: 'A link for Cleo' }))
  const link = `${window.location.origin}/welcome#the-token`
  expect(shown.getByLabelText('Link')).toHaveValue(link)
  await user.click(shown.getByRole('button', { name: 'Copy' }))
  expect(await navigator.clipboard.readText()).toBe(link)
  expect(shown.getByRole('button', { name: 'Copied' })).toBeVisible()
  await user.click(shown.getByRole('button', { name: 'Done' }))
  expect(screen.queryByDisplayValue(link)).not.toBeInTheDocument()
  expect(state.sent).toEqual([{ role: 'agent', name: 'Cleo' }])
  expect((await rowOf('Cleo')).getByText('Invited')).toBeVisible()
})

it('renews an invitation whose link has expired, and withdraws one', async () => {
  givenPeople([], [anInvitation({ expires_at: '2026-01-01T10:00:00Z' })])
  const { user } = openApp('/people')
  expect((await rowOf('Cleo')).getByText('Link expired')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Change the invitation of Cleo' }))
  await user.click(await screen.findByRole('button', { name: 'New link' }))
  expect(await screen.findByDisplayValue(/#another$/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Done' }))
  await user.click(screen.getByRole('button', { name: 'Withdraw' }))
  await waitFor(() => expect(screen.queryByText('Cleo')).not.toBeInTheDocument())
})

it('gives another role at a press, and switches off at two', async () => {
  const state = givenPeople([aMember()])
  const { user } = openApp('/people')
  await user.click(await screen.findByRole('button', { name: 'Change Rita' }))
  await user.click(await screen.findByRole('button', { name: 'Agent' }))
  expect(await (await rowOf('Rita')).findByText('Agent', { selector: '.member__role' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Change Rita' }))
  await user.click(await screen.findByRole('button', { name: 'Switch off' }))
  await user.click(await screen.findByRole('button', { name: 'Log out and switch off' }))
  expect(await (await rowOf('Rita')).findByText('Switched off')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Change Rita' }))
  await user.click(await screen.findByRole('button', { name: 'Switch on' }))
  expect(await (await rowOf('Rita')).findByText('Active')).toBeVisible()
  expect(state.sent).toEqual([{ role: 'agent' }, { is_active: false }, { is_active: true }])
})

it('makes a link for a new password', async () => {
  givenPeople([aMember()])
  const { user } = openApp('/people')
  await user.click(await screen.findByRole('button', { name: 'Change Rita' }))
  await user.click(await screen.findByRole('button', { name: 'Link for a new password' }))
  expect(await screen.findByRole('dialog', { name: 'A link for Rita' })).toBeVisible()
})

it("resets somebody's second factor at two presses", async () => {
  const state = givenPeople([aMember({ has_second_factor: true }), aMember({ id: 5, name: 'Olaf' })])
  server.use(
    http.delete('*/api/people/4/second-factor/', () => {
      state.members = [aMember()]
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = openApp('/people')
  await user.click(await screen.findByRole('button', { name: 'Change Olaf' }))
  expect(screen.queryByRole('button', { name: 'Reset the second factor' })).not.toBeInTheDocument()
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Change Rita' }))
  await user.click(await screen.findByRole('button', { name: 'Reset the second factor' }))
  await user.click(screen.getByRole('button', { name: 'Log out and reset it' }))
  await waitFor(() => expect(screen.queryByText('Olaf')).not.toBeInTheDocument())
  await user.click(screen.getByRole('button', { name: 'Change Rita' }))
  expect(screen.queryByRole('button', { name: 'Reset the second factor' })).not.toBeInTheDocument()
})

it('shows with which tokens programs act in the name of somebody, and revokes one', async () => {
  const state = givenPeople([aMember({ tokens: 1 })])
  let tokens = [
    {
      id: 8,
      name: 'Monitoring',
      scope: 'read',
      created_at: '2026-11-22T10:00:00Z',
      expires_at: '2999-11-29T10:00:00Z',
      last_used_at: null,
    },
  ]
  server.use(
    http.get('*/api/people/4/tokens/', () => HttpResponse.json(tokens)),
    http.delete('*/api/tokens/8/', () => {
      tokens = []
      state.members = [aMember()]
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = openApp('/people')
  await user.click(await screen.findByRole('button', { name: 'Change Rita' }))
  await user.click(await screen.findByRole('button', { name: 'API tokens…' }))
  const dialog = within(screen.getByRole('dialog', { name: 'API tokens of Rita' }))
  await user.click(await dialog.findByRole('button', { name: 'Revoke' }))
  await user.click(dialog.getByRole('button', { name: 'Revoke for good' }))
  expect(await dialog.findByText('There are none left.')).toBeVisible()
})

it('says why somebody cannot be changed', async () => {
  givenPeople([aMember({ role: 'admin' })])
  const refused = { detail: 'There would be no administrator left.', code: 'last_administrator' }
  server.use(http.patch('*/api/people/4/', () => HttpResponse.json(refused, { status: 409 })))
  const { user } = openApp('/people')
  await user.click(await screen.findByRole('button', { name: 'Change Rita' }))
  await user.click(await screen.findByRole('button', { name: 'Requester' }))
  expect(await screen.findByText('There would be no administrator left.')).toBeVisible()
})

it('finds one of many by parts of the name', async () => {
  givenPeople(
    Array.from({ length: 120 }, (_, number) => aMember({ id: number + 10, name: `Person ${number}` })),
  )
  const { user } = openApp('/people')
  await screen.findByText('Person 99')
  expect(screen.queryByText('Person 100')).not.toBeInTheDocument()
  await user.type(screen.getByRole('searchbox', { name: 'Find by name' }), '119 PERS')
  expect(screen.getByText('Person 119')).toBeVisible()
  expect(screen.queryByText('Person 1')).not.toBeInTheDocument()
})

it.each<Role>(['requester', 'agent'])('is no page for %ss', async (role) => {
  loggedInAs(role)
  openApp('/people')
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'People' })).not.toBeInTheDocument()
})

it('is no page where nobody logs in', async () => {
  openApp('/people')
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'People' })).not.toBeInTheDocument()
})

it('is not taken for a page that there is not, while nobody knows who is there', async () => {
  givenPeople([aMember()])
  let say = () => {}
  const said = new Promise<void>((resolve) => (say = resolve))
  server.use(
    http.get('*/api/session/', async () => {
      await said
      return HttpResponse.json(aSession({ access: 'login', person: aPerson({ role: 'admin' }) }))
    }),
  )
  openApp('/people')
  expect(await screen.findByText('Loading…')).toBeVisible()
  expect(screen.queryByText(/The address may be mistyped/)).not.toBeInTheDocument()
  say()
  expect(await screen.findByRole('heading', { name: 'People' })).toBeVisible()
})
