import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import { openApp, pass, useTestTime } from '../../test/render'
import { givenSimilar, recordCreates, server } from '../../test/server'
import { PAUSE_MS } from './use-suggestion'

beforeEach(() => {
  useTestTime()
})

const title = () => screen.getByLabelText('Title')
const fill = (value: string) => fireEvent.change(title(), { target: { value } })
const similar = () => within(screen.getByRole('complementary', { name: 'Similar tickets' }))

async function fillAndPause(value: string) {
  fill(value)
  await pass(PAUSE_MS)
}

it('shows after a pause what is already there, each a link that leaves the form alone', async () => {
  const asked = givenSimilar(() => [
    { id: 7, title: 'Invoice paid two times', status: 'open' },
    { id: 3, title: 'Wrong invoice', status: 'closed' },
  ])
  openApp('/new')
  expect(similar().getByText(/show here as you write/)).toBeInTheDocument()
  fill('Charged twice')
  fill('  Charged twice for invoice ')
  await pass(PAUSE_MS)
  const link = await similar().findByRole('link', { name: /Invoice paid two times.*Open.*#7/ })
  expect(link).toHaveAttribute('href', '/tickets/7')
  expect(link).toHaveAttribute('target', '_blank')
  expect(similar().getByRole('link', { name: /Wrong invoice.*Closed/ })).toBeInTheDocument()
  expect(asked).toEqual([{ title: 'Charged twice for invoice', description: '' }])
})

it('looks for the beginning of a title that is too long to be sent', async () => {
  const asked = givenSimilar(() => [])
  openApp('/new')
  await fillAndPause('x'.repeat(201))
  await waitFor(() => expect(asked).toEqual([{ title: 'x'.repeat(200), description: '' }]))
})

it('is announced once', async () => {
  givenSimilar(({ title }) =>
    [7, 8, 9].slice(0, title.length % 4).map((id) => ({ id, title: `Invoice ${id}`, status: 'open' })),
  )
  openApp('/new')
  await fillAndPause('charge')
  expect(await similar().findByText('2 similar tickets.')).toHaveAttribute('role', 'status')
  await fillAndPause('charged')
  expect(await similar().findByText('Invoice 9')).toBeInTheDocument()
  expect(similar().getByRole('status')).toHaveTextContent('2 similar tickets.')
})

it('keeps what it shows while newer ones are awaited, and drops it with the text', async () => {
  givenSimilar(({ title }) => (title === 'Printer' ? [{ id: 7, title: 'Printer jams', status: 'open' }] : []))
  openApp('/new')
  await fillAndPause('Printer')
  await similar().findByText('Printer jams')
  fill('Printer and mouse')
  expect(similar().getByText('Printer jams')).toBeInTheDocument()
  await pass(PAUSE_MS)
  expect(await similar().findByText('None so far.')).toBeInTheDocument()
  await fillAndPause('Printer')
  await similar().findByText('Printer jams')
  fill('')
  expect(similar().queryByText('Printer jams')).not.toBeInTheDocument()
})

it('aborts a search for a text that has changed', async () => {
  const signals: AbortSignal[] = []
  server.use(
    http.post('*/api/tickets/similar/', ({ request }) => {
      signals.push(request.signal)
      return new Promise<Response>(() => {})
    }),
  )
  openApp('/new')
  await fillAndPause('Printer')
  await waitFor(() => expect(signals).toHaveLength(1))
  fill('Printer j')
  await waitFor(() => expect(signals[0]?.aborted).toBe(true))
})

it('disturbs nobody when it fails', async () => {
  const asked = givenSimilar(() => HttpResponse.json({ detail: 'No.', code: 'x' }, { status: 500 }))
  openApp('/new')
  await fillAndPause('Printer')
  await pass(10_000)
  expect(asked).toHaveLength(1)
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  expect(similar().queryByRole('link')).not.toBeInTheDocument()
})

it('starts again with the next ticket', async () => {
  givenSimilar(() => [{ id: 7, title: 'Printer jams', status: 'open' }])
  recordCreates()
  const { user } = openApp('/new')
  fireEvent.change(screen.getByLabelText('Description'), { target: { value: 'Jam' } })
  await fillAndPause('Printer')
  await similar().findByText('Printer jams')
  await user.click(screen.getByRole('button', { name: 'Create ticket' }))
  await screen.findByText('Ticket #41 created.')
  expect(similar().queryByText('Printer jams')).not.toBeInTheDocument()
})
