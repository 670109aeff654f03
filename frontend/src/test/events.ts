import { act } from '@testing-library/react'
import { vi } from 'vitest'
import type { News } from '../api/schema'

/** A stream of news as a browser knows it; the test is the server. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2
  static open: FakeEventSource[] = []

  readyState = 1
  onerror: (() => void) | null = null
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
    FakeEventSource.open.push(this)
  }

  close() {
    this.readyState = FakeEventSource.CLOSED
    FakeEventSource.open = FakeEventSource.open.filter((stream) => stream !== this)
  }

  /** The server refuses, or is away; a browser that is not refused connects again by itself. */
  fail({ isRefused }: { isRefused: boolean }) {
    if (isRefused) this.close()
    this.onerror?.()
  }
}

export function installEventSource() {
  FakeEventSource.open = []
  Object.assign(globalThis, { EventSource: FakeEventSource })
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
}

/** As jsdom is without it. */
export const removeEventSource = () => Reflect.deleteProperty(globalThis, 'EventSource')

/** Tells news on every open stream, once there is one. */
export async function tellNews(news: Partial<News>) {
  await vi.waitFor(() => {
    if (FakeEventSource.open.length === 0) throw new Error('Nobody listens.')
  })
  await act(async () => {
    const data = JSON.stringify({ created: [], changed: [], more: false, ...news })
    for (const stream of FakeEventSource.open) stream.dispatchEvent(new MessageEvent('tickets', { data }))
    await Promise.resolve()
  })
}

export function hideWindow(isHidden: boolean) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden)
  document.dispatchEvent(new Event('visibilitychange'))
}
