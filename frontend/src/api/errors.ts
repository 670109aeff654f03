import { explain, howToAsk, inOtherWords, isOfProxy } from './problems'

type Body = Readonly<Record<string, unknown>>

/** An answer that is not what was asked for. `status` is 0 when there was no answer at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly body: Body

  constructor(status: number, body: unknown) {
    const known = typeof body === 'object' && body !== null ? (body as Body) : {}
    const said = isOfProxy(status, known['code'])
      ? undefined
      : (inOtherWords(known['code']) ??
        textOf(known['detail']) ??
        (Object.values(fieldsOf(known)).join(' ') || undefined))
    const request = textOf(known['request_id'])
    super([said ?? explain(status), ...(request ? [howToAsk(request)] : [])].join(' '))
    this.status = status
    this.body = known
  }

  get code() {
    return textOf(this.body['code'])
  }

  /** What the server says about single fields, by field name. */
  get fields() {
    return fieldsOf(this.body)
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** `{"title": ["May not be blank."]}` as `{title: "May not be blank."}`. */
function fieldsOf(body: Body): Record<string, string> {
  const named = Object.entries(body).filter(([, messages]) => Array.isArray(messages))
  return Object.fromEntries(named.map(([field, messages]) => [field, (messages as unknown[]).join(' ')]))
}

/** True when nobody who knows the API answered: no connection, or only a proxy in front. */
export const isUnreachable = (error: unknown) =>
  error instanceof ApiError && (error.status === 0 || isOfProxy(error.status, error.code))

/** True when what was sent may be stored all the same: the answer is lost, and with it what became of that. */
export const isUnconfirmed = (error: unknown) =>
  isUnreachable(error) || (error instanceof ApiError && error.code === 'database_unavailable')

/** Turns openapi-fetch's result union into the return-or-throw shape that TanStack Query expects. */
export async function unwrap<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    // fetch rejects with a TypeError when there is no connection; an abort must stay an abort.
    throw cause instanceof TypeError ? new ApiError(0, null) : cause
  })
  if (!response.ok) throw new ApiError(response.status, error)
  return data as T
}
