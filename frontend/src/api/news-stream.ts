import type { News } from './schema'

export type Listener = (news: News) => void
/** Who may hear the stream, who can only ask, and nobody while the server wants to know first who asks. */
export type Source = 'stream' | 'polling' | 'none'

const STREAM = '/api/tickets/events/'
const ANEW: News = { created: [], changed: [], more: true }
/** How often to look at everything while nobody tells what is new. */
const POLL_MS = 10_000
/** The same while somebody does: it is told after it is stored, and so may be lost with the server that stored it. */
const SAFETY_MS = 60_000
/** Between two looks at everything; and after a page was opened, which is such a look. */
const REST_MS = 5_000
const AGAIN_MS = 20_000

const listeners = new Set<Listener>()
let source: Source = 'none'
let stream: EventSource | undefined
/** Whether it has told anything yet: it is open, and listens, from then on. */
let isLive = false
// By a clock that nobody sets.
let looked = 0
let look: ReturnType<typeof setTimeout> | undefined
let poll: ReturnType<typeof setInterval> | undefined
let again: ReturnType<typeof setTimeout> | undefined

function tell(news: News) {
  for (const listener of listeners) listener(news)
}

function lookAnew() {
  look ??= setTimeout(
    () => {
      look = undefined
      looked = performance.now()
      tell(ANEW)
    },
    Math.max(0, looked + REST_MS - performance.now()),
  )
}

function hear({ data }: MessageEvent<string>) {
  isLive = true
  const news = JSON.parse(data) as News
  if (news.more) lookAnew()
  else tell(news)
}

function connect() {
  if (source !== 'stream' || !('EventSource' in globalThis)) return
  stream = new EventSource(STREAM)
  stream.addEventListener('tickets', hear)
  stream.onerror = () => {
    isLive = false
    // Otherwise the browser connects again by itself.
    if (stream?.readyState === EventSource.CLOSED) again = setTimeout(connect, AGAIN_MS * (1 + Math.random()))
  }
}

function begin() {
  if (source === 'none' || listeners.size === 0 || document.hidden) return
  connect()
  poll = setInterval(() => {
    if (!isLive || performance.now() - looked >= SAFETY_MS) lookAnew()
  }, POLL_MS)
}

function end() {
  stream?.close()
  stream = undefined
  isLive = false
  clearInterval(poll)
  poll = undefined
  clearTimeout(again)
  clearTimeout(look)
  look = undefined
}

/** What nobody looks at costs nothing, and holds none of the few connections that a browser has. */
function onVisibility() {
  end()
  begin()
  if (poll) lookAnew()
}

/** Where news come from now: it changes as people log in and out. */
export function follow(next: Source) {
  if (next === source) return
  source = next
  end()
  begin()
}

/** Hear which tickets are created and changed, until what it answers is called. */
export function listen(listener: Listener) {
  listeners.add(listener)
  if (listeners.size === 1) {
    looked = performance.now()
    document.addEventListener('visibilitychange', onVisibility)
    begin()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    document.removeEventListener('visibilitychange', onVisibility)
    end()
  }
}
