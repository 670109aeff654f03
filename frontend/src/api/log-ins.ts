/** A call that needs a log-in waits for it, and is then made again: what one wrote and sent is not lost. */
const news = new EventTarget()

function on(what: 'needed' | 'refused', tell: () => void) {
  news.addEventListener(what, tell)
  return () => news.removeEventListener(what, tell)
}

/** Calls back whenever the server wants to know who asks. */
export const onLogInNeeded = (tell: () => void) => on('needed', tell)

/** Calls back whenever somebody may not do what this interface offered: perhaps not any more. */
export const onRefused = (tell: () => void) => on('refused', tell)

/** Lets those calls go on that wait. */
export const tellLoggedIn = () => news.dispatchEvent(new Event('done'))

/** The cookie that proves to the server that a call comes from its own page. */
const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1]

const SAFE = ['GET', 'HEAD', 'OPTIONS']

function send(request: Request) {
  const proof = token()
  if (proof && !SAFE.includes(request.method)) request.headers.set('X-CSRFToken', proof)
  // Looked up per call, so that test servers which patch fetch later are honoured.
  return globalThis.fetch(request)
}

export async function fetchAsPerson(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await send(request)
  if (response.status === 403) news.dispatchEvent(new Event('refused'))
  if (response.status !== 401) return response
  const loggedIn = untilLoggedIn(request.signal)
  news.dispatchEvent(new Event('needed'))
  await loggedIn
  return fetchAsPerson(again)
}

const untilLoggedIn = (signal: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    news.addEventListener('done', () => resolve(), { once: true, signal })
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })

/** Whether somebody has logged in with this browser before. */
export const isKnownHere = () => token() !== undefined
