import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aTicket } from '../../test/factory'
import { openApp } from '../../test/render'
import { givenTickets, recordCreates, server } from '../../test/server'

const title = () => screen.getByLabelText('Title')
const description = () => screen.getByLabelText('Description')
const fill = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })
const create = () => screen.getByRole('button', { name: 'Create ticket' })

it('says what is missing at the fields, and goes to the first of them', async () => {
  const bodies = recordCreates()
  const { user } = openApp('/new')
  await user.click(create())
  expect(title()).toHaveFocus()
  expect(title()).toBeInvalid()
  expect(title()).toHaveAccessibleDescription(/Give the ticket a title./)
  expect(description()).toHaveAccessibleDescription('Describe what happened.')
  fill(title(), 'Printer')
  expect(title()).toBeValid()
  fill(description(), '   ')
  await user.click(create())
  expect(description()).toHaveFocus()
  expect(bodies).toHaveLength(0)
})

it('counts the title as the server does, and takes nothing away from one that is too long', async () => {
  const bodies = recordCreates()
  const { user } = openApp('/new')
  fill(title(), '🖨'.repeat(201))
  fill(description(), 'Paper')
  expect(screen.getByText('201/200')).toBeInTheDocument()
  await user.click(create())
  expect(title()).toHaveAccessibleDescription(/At most 200 characters, please: this is 201./)
  fill(title(), '🖨'.repeat(200))
  await user.click(create())
  await waitFor(() => expect(bodies).toHaveLength(1))
})

it('shows the errors of the server at their fields, and keeps every word', async () => {
  recordCreates(() =>
    HttpResponse.json(
      { description: ['NUL is not allowed.'], suggestion_model: ['Is too long.'] },
      { status: 400 },
    ),
  )
  const { user } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.click(create())
  await waitFor(() => expect(description()).toHaveFocus())
  expect(description()).toHaveAccessibleDescription('NUL is not allowed.')
  expect(screen.getByRole('alert')).toHaveTextContent('Is too long.')
  expect(title()).toHaveValue('Printer')
  expect(description()).toHaveValue('Paper jam')
})

it('keeps every word when that was too much at once, and says when to try again', async () => {
  const detail = 'That was too much at once. Please try again in 12 seconds.'
  recordCreates(() =>
    HttpResponse.json({ detail, code: 'throttled' }, { status: 429, headers: { 'Retry-After': '12' } }),
  )
  const { user } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.click(create())
  expect(await screen.findByRole('alert')).toHaveTextContent(`${detail} Your text is still here.`)
  expect(title()).toHaveValue('Printer')
  expect(description()).toHaveValue('Paper jam')
})

it('keeps every word when the server does not answer', async () => {
  recordCreates(() => HttpResponse.error())
  const { user } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.click(create())
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The server does not answer. Your text is still here.',
  )
  expect(description()).toHaveValue('Paper jam')
  expect(create()).toBeEnabled()
})

it('does not say that nothing was created when the database went away, which nobody can know', async () => {
  const detail = 'The database does not answer.'
  recordCreates(() => HttpResponse.json({ detail, code: 'database_unavailable' }, { status: 503 }))
  const { user } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.click(create())
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('The ticket is not confirmed.The database does not answer.')
  expect(alert).toHaveTextContent('Sending it again makes no second ticket.')
})

it('is on its way still for who comes back to it, and makes no second ticket of the first', async () => {
  let answer = () => {}
  const bodies = recordCreates(
    () =>
      new Promise((resolve) => {
        answer = () => resolve(HttpResponse.json(aTicket({ id: 41 }), { status: 201 }))
      }),
  )
  const { user } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.click(create())
  await waitFor(() => expect(bodies).toHaveLength(1))
  await user.click(screen.getByRole('link', { name: 'Tickets' }))
  await user.click(screen.getAllByRole('link', { name: 'New ticket' })[0]!)
  expect(title()).toHaveValue('Printer')
  await user.click(screen.getByRole('button', { name: 'Creating…' }))
  answer()
  expect(await screen.findByText('Ticket #41 created.')).toBeInTheDocument()
  expect(title()).toHaveValue('')
  expect(bodies).toHaveLength(1)
})

function loseAnswers() {
  const keys: (string | null)[] = []
  server.use(
    http.post('*/api/tickets/', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'))
      return HttpResponse.error()
    }),
  )
  return keys
}

async function sendInVain() {
  await userEvent.click(create())
  expect(await screen.findByRole('alert')).toHaveTextContent('The server does not answer.')
}

/** As it was written down before it was sent. */
function leaveDraftAlone() {
  const draft = localStorage.getItem('hushdesk.draft')!
  sessionStorage.clear()
  localStorage.clear()
  localStorage.setItem('hushdesk.draft', draft)
}

it.each([
  ['a reload', () => {}],
  ['the tab was lost', () => sessionStorage.clear()],
  ['the browser was killed, and has the draft alone', leaveDraftAlone],
])('repeats a submission under its key after %s, and other words under another', async (_, happen) => {
  const keys = loseAnswers()
  const { unmount } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await sendInVain()
  unmount()
  happen()
  openApp('/new')
  await sendInVain()
  fill(description(), 'Paper jam again')
  await userEvent.click(create())
  await waitFor(() => expect(keys).toHaveLength(3))
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

it('says what a key that was used for something else comes to, and sends again under another', async () => {
  const keys: (string | null)[] = []
  server.use(
    http.post('*/api/tickets/', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'))
      const body = { detail: 'This Idempotency-Key belongs to another.', code: 'idempotency_key_reused' }
      return HttpResponse.json(body, { status: 422 })
    }),
  )
  const { user } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.click(create())
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Something else was sent from here before, so this was not stored. Send it once more. Your text is still here.',
  )
  await user.click(create())
  await waitFor(() => expect(keys).toHaveLength(2))
  expect(keys[1]).not.toBe(keys[0])
})

it('leaves no word on the device when a draft that was sent in vain is discarded', async () => {
  loseAnswers()
  const { user, unmount } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await sendInVain()
  unmount()
  openApp('/new')
  await user.click(screen.getByRole('button', { name: 'Discard it' }))
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('Paper jam')
})

it('clears the form after success, says so with a link, and goes to the title', async () => {
  recordCreates()
  const { user } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.selectOptions(screen.getByLabelText('Priority'), 'low')
  await user.click(create())
  expect(await screen.findByText('Ticket #41 created.')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'View it' })).toHaveAttribute('href', '/tickets/41')
  expect(title()).toHaveFocus()
  expect(title()).toHaveValue('')
  expect(description()).toHaveValue('')
  expect(screen.getByLabelText('Priority')).toHaveValue('')
})

it('leaves out what nobody has set, and says that it will be chosen', async () => {
  const bodies = recordCreates()
  const { user } = openApp('/new')
  expect(screen.getByLabelText('Category')).toHaveDisplayValue('Will be chosen for you')
  fill(title(), '  Printer ')
  fill(description(), 'Paper jam\n')
  await user.click(create())
  await waitFor(() => expect(bodies).toEqual([{ title: 'Printer', description: 'Paper jam' }]))
  expect(
    await screen.findByText('What you left open will be chosen for you in a moment.'),
  ).toBeInTheDocument()
})

it('is sent by Ctrl and Enter', async () => {
  const bodies = recordCreates()
  const { user } = openApp('/new')
  fill(title(), 'Printer')
  await user.type(description(), 'Jam{Control>}{Enter}{/Control}')
  await waitFor(() => expect(bodies).toEqual([{ title: 'Printer', description: 'Jam' }]))
})

it('brings an unsent draft back after a reload, choices and all', async () => {
  const { user, unmount } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.selectOptions(screen.getByLabelText('Category'), 'technical')
  unmount()
  openApp('/new')
  expect(title()).toHaveValue('Printer')
  expect(description()).toHaveValue('Paper jam')
  expect(screen.getByLabelText('Category')).toHaveValue('technical')
})

it('says that a draft is back and kept on this device, and lets go of it', async () => {
  const { user, unmount } = openApp('/new')
  fill(title(), 'Printer')
  unmount()
  const { unmount: leave } = openApp('/new')
  expect(screen.getByText(/Your unsent draft is back. It is kept on this device only./)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Discard it' }))
  expect(title()).toHaveValue('')
  expect(title()).toHaveFocus()
  expect(screen.queryByText(/draft is back/)).not.toBeInTheDocument()
  leave()
  openApp('/new')
  expect(title()).toHaveValue('')
})

it('outlives the tab', () => {
  const { unmount } = openApp('/new')
  fill(title(), 'Printer')
  unmount()
  sessionStorage.clear()
  openApp('/new')
  expect(title()).toHaveValue('Printer')
})

it('leaves the draft of another tab alone when its own is sent, and does not take it over', async () => {
  recordCreates()
  const { user, unmount } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  localStorage.setItem('hushdesk.draft', JSON.stringify({ title: 'Mouse', description: 'In another tab' }))
  await user.click(create())
  await screen.findByText('Ticket #41 created.')
  expect(title()).toHaveValue('')
  unmount()
  openApp('/new')
  expect(title()).toHaveValue('Mouse')
})

it('forgets the draft once it is sent', async () => {
  recordCreates()
  const { user, unmount } = openApp('/new')
  fill(title(), 'Printer')
  fill(description(), 'Paper jam')
  await user.click(create())
  await screen.findByText('Ticket #41 created.')
  unmount()
  openApp('/new')
  expect(title()).toHaveValue('')
})

it('shows the new ticket in the list without a reload', async () => {
  const tickets = [aTicket({ id: 1, title: 'An old one' })]
  givenTickets(() => tickets)
  recordCreates((body) => {
    const ticket = aTicket({ id: 2, title: body.title })
    tickets.unshift(ticket)
    return HttpResponse.json(ticket, { status: 201 })
  })
  const { user } = openApp('/tickets')
  await screen.findByRole('link', { name: 'An old one' })
  await user.click(screen.getAllByRole('link', { name: 'New ticket' })[0]!)
  fill(title(), 'A new one')
  fill(description(), 'Jam')
  await user.click(create())
  await screen.findByText('Ticket #2 created.')
  await user.click(screen.getByRole('link', { name: 'Tickets' }))
  expect(await screen.findByRole('link', { name: 'A new one' })).toBeInTheDocument()
})
