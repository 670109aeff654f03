import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { TriageStatus } from '../api/schema'
import { aStatus, MODEL } from '../test/factory'
import { openApp, pass, useTestTime } from '../test/render'
import { givenStatus, server } from '../test/server'

const indicator = (label: string) => screen.findByRole('button', { name: `Suggestions: ${label}` })

it.each<[string, Partial<TriageStatus>]>([
  ['qwen3:4b on this server', {}],
  ['gpt-x at api.example.com', { model: 'gpt-x', local: false, destination: 'api.example.com' }],
  ['Built-in classifier', { engine: 'builtin', state: 'unreachable' }],
  ['Built-in classifier', { engine: 'builtin', state: 'missing' }],
  ['Built-in classifier', { engine: 'builtin', state: 'off', model: '' }],
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
