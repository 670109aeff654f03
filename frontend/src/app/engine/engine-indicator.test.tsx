import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { TriageStatus } from '../../api/schema'
import { aStatus, MODEL } from '../../test/factory'
import { openApp, pass, useTestTime } from '../../test/render'
import { givenStatus, server } from '../../test/server'

const PAUSED = { engine: 'builtin', breaker: { state: 'open', retry_in: 18 } } as const

const indicator = (label: string) => screen.findByRole('button', { name: `Suggestions: ${label}` })

it.each<[string, Partial<TriageStatus>]>([
  ['qwen3:4b on this server', {}],
  ['gpt-x at api.example.com', { model: 'gpt-x', local: false, destination: 'api.example.com' }],
  ['Built-in classifier', { engine: 'builtin', state: 'unreachable' }],
  ['Built-in classifier', { engine: 'builtin', state: 'missing' }],
  ['Built-in classifier', { engine: 'builtin', state: 'off', model: '' }],
  ['Built-in classifier', PAUSED],
  ['Loading qwen3:4b', { engine: 'builtin', state: 'loading' }],
  [
    'Downloading qwen3:4b, 43%',
    { engine: 'builtin', state: 'downloading', download: { completed: 430, total: 1000, error: '' } },
  ],
  [
    'Downloading qwen3:4b',
    { engine: 'builtin', state: 'downloading', download: { completed: 430, total: null, error: '' } },
  ],
  ['No suggestions', { engine: 'none', state: 'unreachable', fallback: 'off' }],
])('says in the header: %s', async (label, status) => {
  givenStatus(status)
  openApp('/tickets')
  expect(await indicator(label)).toBeInTheDocument()
})

it('tells the details, the download and where the text goes', async () => {
  givenStatus({
    engine: 'builtin',
    state: 'downloading',
    download: { completed: 1_076_000_000, total: 2_500_000_000, error: '' },
  })
  openApp('/tickets')
  await indicator('Downloading qwen3:4b, 43%')
  const details = within(document.getElementById('engine-details')!)
  expect(details.getByText('1.1 GB of 2.5 GB, 43%')).toBeInTheDocument()
  expect(details.getByText(MODEL)).toBeInTheDocument()
  expect(details.getByText('The built-in classifier')).toBeInTheDocument()
  expect(details.getByText('What you write stays on this server.')).toBeInTheDocument()
})

const details = async () => {
  await screen.findByRole('button', { name: /^Suggestions: (?!Connecting)/ })
  return within(document.getElementById('engine-details')!)
}

it.each<[string, string, Partial<TriageStatus>]>([
  ['Runs', 'On the GPU', { gpu_share: 1 }],
  ['Runs', '62% on the GPU, the rest on the CPU', { gpu_share: 0.62 }],
  ['Runs', 'On the CPU', { gpu_share: 0 }],
  ['Server', 'Ollama 0.40.2', {}],
  ['Model', '4.0B parameters, Q4_K_M', {}],
  ['State', 'Ready', {}],
  ['State', 'Left alone after failures, next try in 18 s', PAUSED],
  ['State', 'On trial after failures', { breaker: { state: 'half_open', retry_in: 0 } }],
  ['State', 'Not on this server yet', { engine: 'builtin', state: 'missing' }],
  ['State', 'Not offered there', { provider: 'openai', state: 'missing', local: false }],
  ['Questions', '2 at work', { queue: { in_flight: 2, waiting: 0, background: 0, given_up: 0 } }],
  ['Questions', '2 at work, 3 waiting', { queue: { in_flight: 2, waiting: 3, background: 0, given_up: 0 } }],
  ['Tickets to label', '12', { queue: { in_flight: 0, waiting: 0, background: 12, given_up: 0 } }],
  [
    'Tickets to label',
    '1,000 or more',
    { queue: { in_flight: 0, waiting: 0, background: 1000, given_up: 0 } },
  ],
  ['Tickets given up', '3', { queue: { in_flight: 0, waiting: 0, background: 0, given_up: 3 } }],
])('tells: %s, %s', async (name, fact, status) => {
  givenStatus(status)
  openApp('/tickets')
  const term = (await details()).getByText(name)
  expect(term.nextElementSibling).toHaveTextContent(fact)
})

it('tells what failed last, and when', async () => {
  const at = new Date(Date.now() - 3 * 60_000).toISOString()
  givenStatus({ last_error: { reason: 'timeout', at } })
  openApp('/tickets')
  const term = (await details()).getByText('Last failure')
  expect(term.nextElementSibling).toHaveTextContent('Took too long, 3 minutes ago')
})

it('hints at a model that does not use the GPU, or not enough of it', async () => {
  givenStatus({ gpu_share: 0.62 })
  openApp('/tickets')
  expect((await details()).getByText(/It does not fit into the memory of the GPU/)).toBeInTheDocument()
})

it('says nothing of what nobody knows, and nothing of nothing', async () => {
  givenStatus({
    gpu_share: null,
    server_version: '',
    parameters: '',
    quantization: '',
    queue: { in_flight: 0, waiting: 0, background: null, given_up: null },
  })
  openApp('/tickets')
  const told = (await details()).getAllByRole('term', { hidden: true }).map((term) => term.textContent)
  expect(told).toEqual(['Answers now', 'Model', 'State'])
})

it('tells why a download stopped', async () => {
  givenStatus({
    engine: 'builtin',
    state: 'missing',
    download: { completed: 0, total: null, error: 'no space left' },
  })
  openApp('/tickets')
  await indicator('Built-in classifier')
  expect(screen.getByText('The download stopped: no space left')).toBeInTheDocument()
})

it('warns when what one writes leaves the server', async () => {
  givenStatus({ local: false, destination: 'api.example.com' })
  openApp('/tickets')
  expect(await screen.findByText('What you write is sent to api.example.com.')).toBeInTheDocument()
})

it('looks every 3 seconds while a model is on its way, every 30 once it is there', async () => {
  useTestTime()
  let state: TriageStatus['state'] = 'loading'
  let asked = 0
  server.use(
    http.get('*/api/triage/status/', () => {
      asked += 1
      return HttpResponse.json(aStatus({ state, engine: state === 'ready' ? 'llm' : 'builtin' }))
    }),
  )
  openApp('/tickets')
  await indicator('Loading qwen3:4b')
  state = 'ready'
  await pass(3_000)
  await indicator('qwen3:4b on this server')
  expect(asked).toBe(2)
  await pass(25_000)
  expect(asked).toBe(2)
  await pass(6_000)
  await waitFor(() => expect(asked).toBe(3))
})
