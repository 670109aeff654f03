import type { Stats, Suggestion, Ticket, TicketDetail, TriageStatus } from '../api/schema'

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
  history: [],
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
  queue: { in_flight: 0, waiting: 0, background: 0 },
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

export const aPage = (results: Ticket[], next: string | null = null) => ({ results, next, previous: null })
