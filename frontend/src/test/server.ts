import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import type {
  ClassifyRequest,
  SimilarTicket,
  Suggestion,
  Ticket,
  TicketCreate,
  TriageStatus,
} from '../api/schema'
import { aPage, aSession, aStatus, aSuggestion, aTicket, someQuality, someTrends } from './factory'

type TicketText = { title: string; description: string }

export const server = setupServer(
  http.get('*/api/session/', () => HttpResponse.json(aSession())),
  http.get('*/api/triage/status/', () => HttpResponse.json(aStatus())),
  http.get('*/api/tickets/trends/', () => HttpResponse.json(someTrends())),
  http.get('*/api/triage/quality/', () => HttpResponse.json(someQuality())),
  http.get('*/api/tickets/', () => HttpResponse.json(aPage([aTicket()]))),
  http.get('*/api/tickets/views/', () => HttpResponse.json([])),
  http.get('*/api/tickets/demo/', () => HttpResponse.json({ count: 0 })),
  http.get('*/api/tickets/count/', () => HttpResponse.json({ count: 1000, more: true })),
  http.post('*/api/tickets/classify/', () => HttpResponse.json(aSuggestion())),
  http.post('*/api/tickets/similar/', () => HttpResponse.json({ results: [] })),
)

export const givenStatus = (values: Partial<TriageStatus>) =>
  server.use(http.get('*/api/triage/status/', () => HttpResponse.json(aStatus(values))))

/** Answers the list from one function and records what was asked for, as search parameters. */
export function givenTickets(answer: (query: URLSearchParams) => Ticket[] | Response) {
  const asked: string[] = []
  server.use(
    http.get('*/api/tickets/', ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push(query.toString())
      const result = answer(query)
      return result instanceof Response ? result : HttpResponse.json(aPage(result))
    }),
  )
  return asked
}

type ClassifyCall = {
  body: ClassifyRequest
  signal: AbortSignal
  reply: (suggestion: Suggestion) => void
  fail: (status: number, body: Record<string, unknown>) => void
}

/** A classifier whose answers the test releases one by one, in any order. */
export function heldClassifier() {
  const calls: ClassifyCall[] = []
  server.use(
    http.post('*/api/tickets/classify/', async ({ request }) => {
      const body = (await request.clone().json()) as ClassifyRequest
      return new Promise<Response>((resolve) => {
        calls.push({
          body,
          signal: request.signal,
          reply: (suggestion) => resolve(HttpResponse.json(suggestion)),
          fail: (status, answer) => resolve(HttpResponse.json(answer, { status })),
        })
      })
    }),
  )
  return calls
}

const created = (body: TicketCreate) =>
  HttpResponse.json(
    aTicket({
      id: 41,
      title: body.title,
      description: body.description,
      category_set_by_person: body.category !== undefined,
      priority_set_by_person: body.priority !== undefined,
    }),
    { status: 201 },
  )

/** Records what is sent to create tickets. */
export function recordCreates(answer: (body: TicketCreate) => Response | Promise<Response> = created) {
  const bodies: TicketCreate[] = []
  server.use(
    http.post('*/api/tickets/', async ({ request }) => {
      const body = (await request.json()) as TicketCreate
      bodies.push(body)
      return answer(body)
    }),
  )
  return bodies
}

/** Answers the search for similar tickets and records what it was asked. */
export function givenSimilar(answer: (text: TicketText) => SimilarTicket[] | Response) {
  const asked: TicketText[] = []
  server.use(
    http.post('*/api/tickets/similar/', async ({ request }) => {
      const text = (await request.json()) as TicketText
      asked.push(text)
      const result = answer(text)
      return result instanceof Response ? result : HttpResponse.json({ results: result })
    }),
  )
  return asked
}
