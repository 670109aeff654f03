import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeEventSource, hideWindow, installEventSource, removeEventSource, tellNews } from '../test/events'
import { follow, listen as listenTo } from './news-stream'
import type { News } from './schema'

const ANEW: News = { created: [], changed: [], more: true }
const leave: (() => void)[] = []

function listen() {
  const told: News[] = []
  leave.push(listenTo((news) => told.push(news)))
  return told
}

beforeEach(() => {
  vi.useFakeTimers()
  installEventSource()
  follow('stream')
})
afterEach(() => {
  leave.splice(0).forEach((call) => call())
  removeEventSource()
})

it('tells all who listen what one stream tells', async () => {
  const first = listen()
  const second = listen()
  expect(FakeEventSource.open.map(({ url }) => url)).toEqual(['/api/tickets/events/'])
  await tellNews({ created: [7] })
  expect(first).toEqual([{ created: [7], changed: [], more: false }])
  expect(second).toEqual(first)
  leave.splice(0).forEach((call) => call())
  expect(FakeEventSource.open).toEqual([])
  vi.advanceTimersByTime(120_000)
  expect(first).toHaveLength(1)
})

it('looks at everything when the server says so, though not right after the page was opened', async () => {
  const told = listen()
  await tellNews({ more: true })
  expect(told).toEqual([])
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([ANEW])
  await tellNews({ more: true })
  await tellNews({ more: true })
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([ANEW, ANEW])
})

it('looks as often when the clock is set back', async () => {
  const told = listen()
  vi.setSystemTime(Date.now() - 3_600_000)
  await tellNews({ more: true })
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([ANEW])
})

it('looks every ten seconds while nobody tells it, and once a minute while somebody does', async () => {
  const told = listen()
  vi.advanceTimersByTime(30_001)
  expect(told).toEqual([ANEW, ANEW, ANEW])
  await tellNews({ changed: [1] })
  vi.advanceTimersByTime(40_000)
  expect(told).toHaveLength(4)
  vi.advanceTimersByTime(40_000)
  expect(told).toHaveLength(5)
  FakeEventSource.open[0]?.fail({ isRefused: false })
  vi.advanceTimersByTime(20_000)
  expect(told).toHaveLength(7)
})

it('comes back after it was refused', () => {
  listen()
  FakeEventSource.open[0]?.fail({ isRefused: true })
  expect(FakeEventSource.open).toHaveLength(0)
  vi.advanceTimersByTime(40_000)
  expect(FakeEventSource.open).toHaveLength(1)
})

it('costs nothing while nobody looks, and looks at everything then', () => {
  const told = listen()
  hideWindow(true)
  expect(FakeEventSource.open).toEqual([])
  vi.advanceTimersByTime(600_000)
  expect(told).toEqual([])
  hideWindow(false)
  expect(FakeEventSource.open).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(told).toEqual([ANEW])
})

it('goes on looking in a browser that knows no streams', () => {
  removeEventSource()
  const told = listen()
  vi.advanceTimersByTime(10_001)
  expect(told).toEqual([ANEW])
})

it('only asks where the stream is not for this person', () => {
  follow('polling')
  const told = listen()
  vi.advanceTimersByTime(10_001)
  expect(told).toEqual([ANEW])
  expect(FakeEventSource.open).toEqual([])
})

it('is quiet while nobody is logged in, and hears again as soon as somebody is', async () => {
  const told = listen()
  follow('none')
  expect(FakeEventSource.open).toEqual([])
  hideWindow(true)
  hideWindow(false)
  vi.advanceTimersByTime(600_000)
  expect(told).toEqual([])
  follow('stream')
  await tellNews({ more: true })
  vi.advanceTimersByTime(1)
  expect(told).toEqual([ANEW])
})
