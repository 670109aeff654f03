import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aTicket } from '../../../test/factory'
import { openApp } from '../../../test/render'
import { givenTickets, server } from '../../../test/server'
import { givenTicket } from '../../../test/ticket-store'

const DRAFT = 'hushdesk.edit.7'

const edit = () => screen.findByRole('button', { name: 'Edit' })
const title = () => screen.findByLabelText('Title')
const description = () => screen.getByLabelText('Description')
const save = () => screen.getByRole('button', { name: 'Save' })
const theirs = () => screen.findByRole('region', { name: 'What somebody else wrote' })
const isClosed = () => waitFor(() => expect(screen.queryByLabelText('Title')).toBeNull())

async function startEditing(values = {}) {
  const store = givenTicket({ title: 'Charged twice', description: 'By card.', ...values })
  const { user, unmount } = openApp('/tickets/7')
  await user.click(await edit())
  await waitFor(async () => expect(await title()).toHaveFocus())
  return { store, user, unmount }
}

async function rewrite(
  user: Awaited<ReturnType<typeof startEditing>>['user'],
  field: HTMLElement,
  text: string,
) {
  await user.clear(field)
  await user.type(field, text)
}

it('saves only what was rewritten, and gives the focus back', async () => {
  const { store, user } = await startEditing()
  await rewrite(user, await title(), 'Charged three times')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await screen.findByRole('heading', { level: 1, name: 'Charged three times' })).toBeVisible()
  expect(store.patches).toEqual([{ title: 'Charged three times', version: 1 }])
  expect(await edit()).toHaveFocus()
  expect(screen.getByText('Your edit is saved.')).toHaveAttribute('role', 'status')
  expect(localStorage.getItem(DRAFT)).toBeNull()
})

it('opens by a key, and closes on Escape without a question while nothing has changed', async () => {
  const store = givenTicket()
  const { user } = openApp('/tickets/7')
  await edit()
  await user.keyboard('e')
  await waitFor(async () => expect(await title()).toHaveFocus())
  expect(await title()).toHaveValue('Charged twice')
  await user.keyboard('{Escape}')
  await isClosed()
  expect(await edit()).toHaveFocus()
  expect(store.patches).toEqual([])
})

it('asks before it discards what was written', async () => {
  const { user } = await startEditing()
  await user.type(description(), ' Twice.')
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Keep writing' }))
  expect(description()).toHaveValue('By card. Twice.')
  expect(description()).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  await user.click(screen.getByRole('button', { name: 'Discard' }))
  await isClosed()
  expect(screen.getByText('By card.')).toBeInTheDocument()
  expect(localStorage.getItem(DRAFT)).toBeNull()
})

it('checks as the form of a new ticket does', async () => {
  const { store, user } = await startEditing()
  await rewrite(user, description(), '   ')
  await user.click(save())
  expect(screen.getByText('Describe what happened.')).toBeInTheDocument()
  expect(description()).toHaveFocus()
  expect(store.patches).toEqual([])
})

it('has the unsaved edit again after a reload', async () => {
  const { user, unmount } = await startEditing()
  await user.type(description(), ' Twice.')
  unmount()
  openApp('/tickets/7')
  expect(
    await screen.findByText(/Your unsaved edit is back\. It is kept on this device only\./),
  ).toBeVisible()
  expect(description()).toHaveValue('By card. Twice.')
  expect(await title()).not.toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Discard it' }))
  await isClosed()
})

it('keeps the edit when the server does not answer', async () => {
  const { store, user } = await startEditing()
  server.use(http.patch('*/api/tickets/7/', () => HttpResponse.error(), { once: true }))
  await user.type(description(), ' Twice.')
  await user.click(save())
  expect(await screen.findByText('Your edit was not saved.')).toBeInTheDocument()
  expect(localStorage.getItem(DRAFT)).toContain('By card. Twice.')
  await user.click(save())
  await isClosed()
  expect(store.ticket.description).toBe('By card. Twice.')
})

it('leaves the focus alone of who went on before it was saved', async () => {
  const another = aTicket({ id: 8, title: 'Another' })
  givenTickets(() => [aTicket(), another])
  server.use(http.get('*/api/tickets/8/', () => HttpResponse.json(another)))
  const { store, user } = await startEditing()
  store.hold()
  await user.type(description(), ' Twice.')
  await user.click(save())
  await user.click(await screen.findByRole('link', { name: 'Next' }))
  await user.type(await screen.findByLabelText('Add a comment'), 'Half a tho')
  store.release()
  await waitFor(() => expect(localStorage.getItem(DRAFT)).toBeNull())
  expect(screen.getByLabelText('Add a comment')).toHaveFocus()
  expect(store.ticket.description).toBe('By card. Twice.')
})

it('does not call an edit unsaved that was saved meanwhile', async () => {
  const { store, user } = await startEditing()
  store.hold()
  await user.type(description(), ' Twice.')
  await user.click(save())
  await user.click(screen.getByRole('link', { name: 'All tickets' }))
  await user.click(await screen.findByRole('link', { name: 'Charged twice' }))
  expect(await screen.findByText(/Your unsaved edit is back/)).toBeVisible()
  store.release()
  await waitFor(() => expect(screen.queryByText(/Your unsaved edit is back/)).toBeNull())
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  await isClosed()
})

it('is in nobody’s way who changes something else', async () => {
  const { store, user } = await startEditing()
  await user.type(description(), ' Twice.')
  store.change({ status: 'resolved', title: 'Card charged' })
  await user.click(save())
  await isClosed()
  expect(store.ticket).toMatchObject({
    title: 'Card charged',
    description: 'By card. Twice.',
    status: 'resolved',
  })
})

it('shows what somebody else wrote beside one’s own, and saves what one decides on', async () => {
  const { store, user } = await startEditing()
  await rewrite(user, await title(), 'Mine')
  store.change({ title: 'Theirs' })
  await user.click(save())
  expect(within(await theirs()).getByText('Theirs')).toBeInTheDocument()
  expect(screen.getByText('Somebody else rewrote this while you did.')).toBeInTheDocument()
  expect(await title()).toHaveValue('Mine')
  expect(store.ticket.title).toBe('Theirs')

  store.change({ title: 'Theirs again' })
  await user.click(screen.getByRole('button', { name: 'Save mine' }))
  expect(within(await theirs()).getByText('Theirs again')).toBeInTheDocument()
  expect(store.ticket.title).toBe('Theirs again')

  await user.click(screen.getByRole('button', { name: 'Save mine' }))
  await isClosed()
  expect(store.ticket.title).toBe('Mine')
})

it('takes what somebody else wrote, if one likes that better', async () => {
  const { store, user } = await startEditing()
  await rewrite(user, await title(), 'Mine')
  await user.type(description(), ' Twice.')
  store.change({ title: 'Theirs' })
  await user.click(save())
  await user.click(await screen.findByRole('button', { name: 'Take this' }))
  expect(await title()).toHaveValue('Theirs')
  expect(await title()).toHaveFocus()
  await user.click(save())
  await isClosed()
  expect(store.ticket).toMatchObject({ title: 'Theirs', description: 'By card. Twice.' })
})
