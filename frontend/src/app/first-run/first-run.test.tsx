import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import type { ClassifyRequest, Ticket, TriageStatus } from '../../api/schema'
import { aSuggestion, aTicket, MODEL } from '../../test/factory'
import { openApp } from '../../test/render'
import { givenStatus, givenTickets, server } from '../../test/server'

const engine = () => screen.findByRole('region', { name: /language model|classifier|Suggestions/ })

beforeEach(() => void givenTickets(() => []))

it('says what this is, and offers to write the first ticket', async () => {
  openApp('/tickets')
  expect(await screen.findByRole('heading', { level: 1, name: 'Welcome to Hushdesk' })).toBeVisible()
  expect(screen.getByText(/All of it happens on this server/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Write the first ticket' })).toHaveAttribute('href', '/new')
})

it('is not shown for filters that nothing matches', async () => {
  openApp('/tickets?status=closed')
  expect(await screen.findByText('No ticket matches')).toBeVisible()
  expect(screen.queryByRole('heading', { name: 'Welcome to Hushdesk' })).not.toBeInTheDocument()
})

it('loads the demo tickets once, and the list takes its place', async () => {
  const tickets: Ticket[] = []
  let asked = 0
  givenTickets(() => tickets)
  server.use(
    http.post('*/api/tickets/demo/', () => {
      asked += 1
      tickets.push(aTicket({ title: 'From the demo' }))
      return HttpResponse.json({ created: 200 }, { status: 201 })
    }),
  )
  const { user } = openApp('/tickets')
  await user.dblClick(await screen.findByRole('button', { name: 'Look around with 200 demo tickets' }))
  expect(await screen.findByRole('link', { name: 'From the demo' })).toBeVisible()
  expect(asked).toBe(1)
  expect(screen.getByRole('main')).toHaveFocus()
})

it('tells why the demo tickets could not be loaded', async () => {
  server.use(
    http.post('*/api/tickets/demo/', () =>
      HttpResponse.json({ detail: 'There are tickets already.', code: 'not_empty' }, { status: 409 }),
    ),
  )
  const { user } = openApp('/tickets')
  await user.click(await screen.findByRole('button', { name: 'Look around with 200 demo tickets' }))
  expect(await screen.findByText('There are tickets already.')).toHaveAttribute('role', 'alert')
})

it('has a sample judged before one’s eyes, and another one', async () => {
  const asked: ClassifyRequest[] = []
  server.use(
    http.post('*/api/tickets/classify/', async ({ request }) => {
      asked.push((await request.json()) as ClassifyRequest)
      return HttpResponse.json(aSuggestion({ suggested_category: asked.length > 1 ? 'billing' : 'account' }))
    }),
  )
  const { user } = openApp('/tickets')
  const sample = within(await screen.findByRole('region', { name: 'What it makes of a ticket' }))
  expect(await sample.findByText('Account')).toBeVisible()
  expect(sample.getByText('by qwen3:4b, in 812 ms')).toBeVisible()
  await user.click(sample.getByRole('button', { name: 'Try another one' }))
  expect(await sample.findByText('Billing')).toBeVisible()
  expect(asked.map(({ title }) => title)).toEqual(['Nobody can log in since eight', 'Charged twice for May'])
})

it.each<[string, Partial<TriageStatus>, RegExp[]]>([
  ['ready', {}, [/is ready/, /qwen3:4b reads what is written/]],
  [
    'being downloaded',
    {
      engine: 'builtin',
      state: 'downloading',
      download: { completed: 1_000_000_000, total: 2_500_000_000, error: '' },
    },
    [/is on its way/, /1 GB of 2\.5 GB, 40%/, /until then, a small built-in classifier/],
  ],
  [
    'away',
    { engine: 'builtin', state: 'unreachable', model: MODEL },
    [/is unavailable/, /qwen3:4b: Cannot be reached\. Nothing has to wait for it/],
  ],
  ['not there at all', { engine: 'builtin', state: 'off' }, [/built-in classifier is ready/]],
])('tells that the model is %s', async (_, status, sentences) => {
  givenStatus(status)
  openApp('/tickets')
  for (const sentence of sentences) expect(await engine()).toHaveTextContent(sentence)
})

it('tells where text goes when it does not stay here', async () => {
  givenStatus({ local: false, destination: 'api.example.com' })
  openApp('/tickets')
  expect(await screen.findByText(/what they write is sent to api\.example\.com/)).toBeVisible()
})
