import type {
  Member,
  Outcomes,
  Person,
  Quality,
  Session,
  Stats,
  Span,
  Suggestion,
  Ticket,
  TicketDetail,
  Trends,
  TriageStatus,
} from '../api/schema'

export const MODEL = 'qwen3:4b-instruct-2507-q4_K_M'

export const aTicket = (values: Partial<TicketDetail> = {}): TicketDetail => ({
  id: 7,
  title: 'Charged twice',
  description: 'My card was charged twice for one invoice.',
  category: 'billing',
  priority: 'high',
  status: 'open',
  created_at: '2026-11-22T10:00:00Z',
  updated_at: '2026-11-22T10:00:00Z',
  version: 1,
  category_set_by_person: true,
  priority_set_by_person: true,
  suggested_category: 'billing',
  suggested_priority: 'high',
  suggestion_source: 'llm',
  suggestion_model: MODEL,
  prompt_version: '1',
  suggestion_confidence: { category: null, priority: null },
  suggestion_unsure: { category: false, priority: false },
  suggestion_latency_ms: 812,
  requester: '',
  history: [],
  comments: [],
  ...values,
})

/** Nobody logs in, unless a person is named. */
export const aSession = (values: Partial<Session> = {}): Session => ({
  access: 'open',
  person: null,
  needs_setup: false,
  single_sign_on: '',
  public_submit: false,
  ...values,
})

export const aPerson = (values: Partial<Person> = {}): Person => ({
  id: 3,
  username: 'ann',
  name: 'Ann Agent',
  role: 'agent',
  ...values,
})

export const aSuggestion = (values: Partial<Suggestion> = {}): Suggestion => ({
  suggested_category: 'billing',
  suggested_priority: 'high',
  confidence: { category: null, priority: null },
  unsure: { category: false, priority: false },
  source: 'llm',
  model: MODEL,
  prompt_version: '1',
  local: true,
  latency_ms: 812,
  fallback_reason: null,
  ...values,
})

export const aStatus = (values: Partial<TriageStatus> = {}): TriageStatus => ({
  provider: 'ollama',
  engine: 'llm',
  model: MODEL,
  state: 'ready',
  download: null,
  local: true,
  destination: '',
  server_version: '0.40.2',
  parameters: '4.0B',
  quantization: 'Q4_K_M',
  gpu_share: 1,
  breaker: { state: 'closed', retry_in: 0 },
  queue: { in_flight: 0, waiting: 0, background: 0, given_up: 0 },
  last_error: null,
  fallback: 'builtin',
  detail: 'The language model suggests category and priority.',
  ...values,
})

export const someStats = (values: Partial<Stats> = {}): Stats => ({
  total_tickets: 124,
  open_tickets: 67,
  avg_tickets_per_day: 8.3,
  priority_breakdown: { low: 30, medium: 52, high: 31, critical: 11 },
  category_breakdown: { billing: 28, technical: 55, account: 22, general: 19 },
  ...values,
})

export const outcomes = (accepted: number, overridden: number, unconfirmed = 0): Outcomes => ({
  accepted,
  overridden,
  unconfirmed,
  override_rate: accepted + overridden > 0 ? overridden / (accepted + overridden) : null,
})

/** Two weeks in which 30 tickets came with a suggestion; people changed 3 of 28 categories and 6 of 28 priorities. */
export const someQuality = (values: Partial<Quality> = {}): Quality => ({
  since: '2026-11-09',
  until: '2026-11-22',
  suggestions: 30,
  category: {
    ...outcomes(25, 3, 2),
    unsure: outcomes(1, 2),
    chosen: {
      billing: { billing: 9, technical: 0, account: 0, general: 0 },
      technical: { billing: 0, technical: 8, account: 3, general: 0 },
      account: { billing: 0, technical: 0, account: 5, general: 0 },
      general: { billing: 0, technical: 0, account: 0, general: 3 },
    },
  },
  priority: {
    ...outcomes(22, 6, 2),
    unsure: outcomes(0, 0),
    chosen: {
      low: { low: 8, medium: 2, high: 0, critical: 0 },
      medium: { low: 0, medium: 9, high: 0, critical: 0 },
      high: { low: 0, medium: 0, high: 4, critical: 0 },
      critical: { low: 0, medium: 0, high: 4, critical: 1 },
    },
  },
  models: [
    {
      source: 'llm',
      model: MODEL,
      suggestions: 26,
      category: outcomes(23, 1, 2),
      priority: outcomes(20, 4, 2),
      latency_p50_ms: 1400,
      latency_p95_ms: 3210,
    },
    {
      source: 'builtin',
      model: 'built-in',
      suggestions: 4,
      category: outcomes(2, 2),
      priority: outcomes(2, 2),
      latency_p50_ms: 4,
      latency_p95_ms: null,
    },
  ],
  step: 'week',
  over_time: [
    { start: '2026-11-09', category: outcomes(0, 0, 1), priority: outcomes(10, 2, 1) },
    { start: '2026-11-16', category: outcomes(25, 3, 1), priority: outcomes(12, 4, 1) },
  ],
  ...values,
})

export const aSpan = (day: string, values: Partial<Span> = {}): Span => ({
  since: day,
  until: day,
  created: 0,
  resolved: 0,
  reopened: 0,
  backlog: 0,
  time_to_resolve: noTimes,
  ...values,
})

export const noTimes = { tickets: 0, median_seconds: null, p90_seconds: null }

/** Four days: nothing, six tickets, a day on which one was resolved in half a day, and a quiet one. */
export const someTrends = (values: Partial<Trends> = {}): Trends => ({
  since: '2026-11-19',
  until: '2026-11-22',
  today: '2026-11-22',
  step: 'day',
  over_time: [
    aSpan('2026-11-19'),
    aSpan('2026-11-20', { created: 6, backlog: 6 }),
    aSpan('2026-11-21', {
      created: 1,
      resolved: 4,
      reopened: 1,
      backlog: 4,
      time_to_resolve: { tickets: 3, median_seconds: 43_200, p90_seconds: 86_400 },
    }),
    aSpan('2026-11-22', { backlog: 4 }),
  ],
  labels: {
    billing: { low: 1, medium: 2, high: 0, critical: 0 },
    technical: { low: 0, medium: 0, high: 3, critical: 1 },
    account: { low: 0, medium: 0, high: 0, critical: 0 },
    general: { low: 0, medium: 0, high: 0, critical: 0 },
  },
  time_to_resolve: { tickets: 3, median_seconds: 43_200, p90_seconds: 86_400 },
  age: [
    { min_days: 0, max_days: 0, tickets: 0 },
    { min_days: 1, max_days: 2, tickets: 3 },
    { min_days: 3, max_days: 6, tickets: 0 },
    { min_days: 7, max_days: 27, tickets: 0 },
    { min_days: 28, max_days: null, tickets: 1 },
  ],
  ...values,
})

export const aPage = (results: Ticket[], next: string | null = null, searched: number | null = null) => ({
  results,
  next,
  previous: null,
  searched,
})

export const aMember = (values: Partial<Member> = {}): Member => ({
  id: 4,
  username: 'rita',
  name: 'Rita',
  role: 'requester',
  is_active: true,
  last_login: null,
  has_second_factor: false,
  tokens: 0,
  ...values,
})
