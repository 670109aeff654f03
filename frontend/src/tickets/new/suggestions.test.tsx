import { fireEvent, screen, waitFor } from '@testing-library/react'
import { HttpResponse } from 'msw'
import { beforeEach, expect, it } from 'vitest'
import { aSuggestion, MODEL } from '../../test/factory'
import { openApp, pass, useTestTime } from '../../test/render'
import { givenStatus, heldClassifier, recordCreates } from '../../test/server'
import { PAUSE_MS, QUIET_MS } from './use-suggestion'

beforeEach(() => {
  useTestTime()
})

const title = () => screen.getByLabelText('Title')
const description = () => screen.getByLabelText('Description')
const category = () => screen.getByLabelText('Category')
const priority = () => screen.getByLabelText('Priority')
const write = (text: string) => fireEvent.change(description(), { target: { value: text } })

/** Writes, pauses, and waits for the nth call to reach the classifier. */
async function writeAndPause(text: string, calls: unknown[], expected: number) {
  write(text)
  await pass(PAUSE_MS)
  await waitFor(() => expect(calls).toHaveLength(expected))
}

it('asks once after a pause, not per keystroke, and fills both fields', async () => {
  const calls = heldClassifier()
  const { user } = openApp('/new')
  await user.type(title(), 'Invoice')
  await user.type(description(), 'I was charged twice')
  expect(calls).toHaveLength(0)
  await pass(PAUSE_MS)
  await waitFor(() =>
    expect(calls.map((call) => call.body)).toEqual([
      { title: 'Invoice', description: 'I was charged twice' },
    ]),
  )
  calls[0]?.reply(aSuggestion({ suggested_category: 'billing', suggested_priority: 'high' }))
  await waitFor(() => expect(category()).toHaveValue('billing'))
  expect(priority()).toHaveValue('high')
  expect(category()).toHaveAccessibleDescription('Suggested')
})

it('shows and announces that it thinks, and then what it suggests', async () => {
  const calls = heldClassifier()
  openApp('/new')
  await writeAndPause('I was charged twice', calls, 1)
  expect(screen.getByText('Thinking of a category and a priority.')).toHaveAttribute('role', 'status')
  calls[0]?.reply(aSuggestion())
  expect(await screen.findByText('Suggested: Billing, High.')).toHaveAttribute('role', 'status')
})

it('shows what is unsure as a question, each label for itself, and announces it', async () => {
  const calls = heldClassifier()
  openApp('/new')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(
    aSuggestion({
      confidence: { category: 0.93, priority: 0.41 },
      unsure: { category: false, priority: true },
    }),
  )
  expect(await screen.findByText('Suggested: Billing, High. Unsure of the priority.')).toHaveAttribute(
    'role',
    'status',
  )
  expect(category()).toHaveDisplayValue('Billing')
  expect(category()).toHaveAccessibleDescription('Suggested, likely')
  expect(priority()).toHaveValue('high')
  expect(priority()).toHaveDisplayValue('High?')
  expect(priority()).toHaveAccessibleDescription('Suggested, unsure')
})

it('asks no more once a person has chosen, were it the same', async () => {
  const calls = heldClassifier()
  const { user } = openApp('/new')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(aSuggestion({ unsure: { category: true, priority: true } }))
  await waitFor(() => expect(category()).toHaveDisplayValue('Billing?'))
  expect(
    screen.getByText('Suggested: Billing, High. Unsure of the category and the priority.'),
  ).toBeInTheDocument()
  await user.selectOptions(category(), 'billing')
  expect(category()).toHaveDisplayValue('Billing')
  expect(category()).toHaveAccessibleDescription('Your choice')
  await user.selectOptions(priority(), 'low')
  expect(priority()).toHaveDisplayValue('Low')
  await user.click(screen.getByRole('button', { name: 'Use suggestion: High?' }))
  expect(priority()).toHaveDisplayValue('High?')
})

it('asks from 15 characters or three words on', async () => {
  const calls = heldClassifier()
  openApp('/new')
  write('two words')
  await pass(PAUSE_MS)
  expect(calls).toHaveLength(0)
  await writeAndPause('it is off', calls, 1)
  await writeAndPause('Zugangsprobleme', calls, 2)
})

it('asks for the beginning of what is too long to be sent', async () => {
  const calls = heldClassifier()
  openApp('/new')
  fireEvent.change(title(), { target: { value: '🖨️'.repeat(150) } })
  await writeAndPause('word '.repeat(4001), calls, 1)
  expect(calls[0]?.body).toEqual({ title: '🖨️'.repeat(100), description: 'word '.repeat(4000).trim() + ' ' })
})

it('does not ask again for the same text, whatever its white space', async () => {
  const calls = heldClassifier()
  openApp('/new')
  await writeAndPause('My invoice is wrong', calls, 1)
  calls[0]?.reply(aSuggestion())
  await waitFor(() => expect(category()).toHaveValue('billing'))
  write('  My  invoice is wrong ')
  await pass(PAUSE_MS)
  expect(calls).toHaveLength(1)
  await writeAndPause('My invoice is wrong and the app crashes', calls, 2)
  write('My invoice is wrong')
  await pass(PAUSE_MS)
  expect(await screen.findByText('Suggested: Billing, High.')).toBeInTheDocument()
  expect(calls).toHaveLength(2)
})

it('aborts a superseded request, and its late answer changes nothing', async () => {
  const calls = heldClassifier()
  openApp('/new')
  await writeAndPause('The app crashes on start', calls, 1)
  await writeAndPause('The app crashes on start, also refund me', calls, 2)
  expect(calls[0]?.signal.aborted).toBe(true)
  calls[1]?.reply(aSuggestion({ suggested_category: 'billing', suggested_priority: 'medium' }))
  await waitFor(() => expect(category()).toHaveValue('billing'))
  calls[0]?.reply(aSuggestion({ suggested_category: 'technical', suggested_priority: 'critical' }))
  await pass(2_000)
  expect(category()).toHaveValue('billing')
  expect(priority()).toHaveValue('medium')
})

it('keeps the last suggestion on screen while it thinks again, and drops it with the text', async () => {
  const calls = heldClassifier()
  openApp('/new')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(aSuggestion())
  await waitFor(() => expect(category()).toHaveValue('billing'))
  await writeAndPause('I was charged twice, and the app crashes', calls, 2)
  expect(category()).toHaveValue('billing')
  write('')
  expect(category()).toHaveValue('')
  expect(calls[1]?.signal.aborted).toBe(true)
})

it('never overwrites what a person chose, and offers the suggestion beside it', async () => {
  const calls = heldClassifier()
  const { user } = openApp('/new')
  await writeAndPause('I cannot log in any more', calls, 1)
  await user.selectOptions(category(), 'general')
  calls[0]?.reply(aSuggestion({ suggested_category: 'account', suggested_priority: 'high' }))
  await waitFor(() => expect(priority()).toHaveValue('high'))
  expect(category()).toHaveValue('general')
  await user.click(screen.getByRole('button', { name: 'Use suggestion: Account' }))
  expect(category()).toHaveValue('account')
  expect(screen.queryByRole('button', { name: /Use suggestion/ })).not.toBeInTheDocument()
})

it('takes a suggestion back by the same button, which keeps focus', async () => {
  const calls = heldClassifier()
  const { user } = openApp('/new')
  await writeAndPause('I cannot log in any more', calls, 1)
  await user.selectOptions(category(), 'general')
  calls[0]?.reply(aSuggestion({ suggested_category: 'account' }))
  await user.click(await screen.findByRole('button', { name: 'Use suggestion: Account' }))
  expect(category()).toHaveValue('account')
  const undo = screen.getByRole('button', { name: 'Undo: back to General' })
  expect(undo).toHaveFocus()
  await user.click(undo)
  expect(category()).toHaveValue('general')
  expect(category()).toHaveAccessibleDescription(/Your choice/)
  expect(screen.getByRole('button', { name: 'Use suggestion: Account' })).toHaveFocus()
})

it('tells at any time what was suggested, whatever was chosen', async () => {
  const calls = heldClassifier()
  const { user } = openApp('/new')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(
    aSuggestion({
      confidence: { category: 0.93, priority: 0.4 },
      unsure: { category: false, priority: true },
    }),
  )
  await waitFor(() => expect(category()).toHaveValue('billing'))
  await user.selectOptions(category(), 'general')
  await user.selectOptions(priority(), 'low')
  await user.click(screen.getByText('What was suggested'))
  expect(screen.getByText('Billing, likely')).toBeVisible()
  expect(screen.getByText('High, unsure')).toBeVisible()
  expect(screen.getByText('0.8 seconds')).toBeVisible()
})

it('says nothing of thinking for a moment', async () => {
  heldClassifier()
  openApp('/new')
  write('I was charged twice')
  expect(screen.queryByText('Thinking of a category and a priority.')).not.toBeInTheDocument()
  await pass(QUIET_MS)
  expect(screen.getByText('Thinking of a category and a priority.')).toBeInTheDocument()
})

it('takes confirming the suggested value for a choice', async () => {
  const calls = heldClassifier()
  const { user } = openApp('/new')
  await writeAndPause('I cannot log in any more', calls, 1)
  calls[0]?.reply(aSuggestion({ suggested_category: 'account', suggested_priority: 'high' }))
  await waitFor(() => expect(category()).toHaveValue('account'))
  await user.click(category())
  await writeAndPause('I cannot log in any more, refund me', calls, 2)
  calls[1]?.reply(aSuggestion({ suggested_category: 'billing', suggested_priority: 'low' }))
  await waitFor(() => expect(priority()).toHaveValue('low'))
  expect(category()).toHaveValue('account')
})

it('follows the suggestions again when a person takes their choice back', async () => {
  const calls = heldClassifier()
  const { user } = openApp('/new')
  await writeAndPause('I cannot log in any more', calls, 1)
  await user.selectOptions(category(), 'general')
  calls[0]?.reply(aSuggestion({ suggested_category: 'account' }))
  await screen.findByRole('button', { name: 'Use suggestion: Account' })
  await user.selectOptions(category(), '')
  await user.tab()
  expect(category()).toHaveValue('account')
})

it('says which model suggested and that the text stays here', async () => {
  const calls = heldClassifier()
  openApp('/new')
  expect(screen.getByText('What you write stays on this server.', { selector: 'main p' })).toBeInTheDocument()
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(aSuggestion())
  expect(await screen.findByText('qwen3:4b', { selector: 'strong' })).toBeInTheDocument()
  expect(screen.getByText(/on this server. Your text stays here./)).toBeInTheDocument()
})

it('says where the text goes when it leaves the server', async () => {
  givenStatus({ local: false, destination: 'api.example.com', model: 'gpt-x' })
  const calls = heldClassifier()
  openApp('/new')
  expect(
    await screen.findByText('For a suggestion, what you write is sent to api.example.com.'),
  ).toBeInTheDocument()
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(aSuggestion({ model: 'gpt-x', local: false }))
  expect(await screen.findByText(/at api.example.com. Your text was sent there./)).toBeInTheDocument()
})

it.each([
  ['unreachable', 'because the language model cannot be reached'],
  ['model_loading', 'because the language model is still being loaded'],
  ['timeout', 'because the language model took too long'],
  ['unauthorized', 'because the language model does not accept the key'],
] as const)('says in plain words why the built-in classifier answers: %s', async (reason, words) => {
  const calls = heldClassifier()
  openApp('/new')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(aSuggestion({ source: 'builtin', model: '', fallback_reason: reason }))
  expect(await screen.findByText(new RegExp(`built-in classifier, ${words}`))).toBeInTheDocument()
})

it('asks again for a stand-in answer once the model is there', async () => {
  givenStatus({ engine: 'builtin', state: 'loading' })
  const calls = heldClassifier()
  openApp('/new')
  await screen.findByRole('button', { name: 'Suggestions: Loading qwen3:4b' })
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(
    aSuggestion({ source: 'builtin', fallback_reason: 'model_loading', suggested_category: 'general' }),
  )
  await waitFor(() => expect(category()).toHaveValue('general'))
  givenStatus({})
  await pass(3_000)
  await waitFor(() => expect(calls).toHaveLength(2))
  calls[1]?.reply(aSuggestion())
  await waitFor(() => expect(category()).toHaveValue('billing'))
})

it('keeps the form usable when there is no suggestion, and asks again only when told to', async () => {
  const calls = heldClassifier()
  const { user } = openApp('/new')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(aSuggestion())
  await waitFor(() => expect(category()).toHaveValue('billing'))
  await writeAndPause('I was charged twice!!', calls, 2)
  calls[1]?.fail(503, { detail: '…', code: 'suggestion_unavailable', fallback_reason: 'busy' })
  expect(await screen.findByText(/No suggestion, because the language model is busy/)).toBeInTheDocument()
  expect(category()).toHaveValue('billing')
  await pass(10_000)
  expect(calls).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(calls).toHaveLength(3))
  calls[2]?.reply(aSuggestion({ suggested_priority: 'low' }))
  expect(await screen.findByText('Suggested: Billing, Low.')).toBeInTheDocument()
})

it('says when to ask again after too many suggestions at once', async () => {
  const calls = heldClassifier()
  openApp('/new')
  await writeAndPause('I was charged twice', calls, 1)
  const detail = 'That was too much at once. Please try again in 12 seconds.'
  calls[0]?.fail(429, { detail, code: 'throttled' })
  expect(await screen.findByText(detail)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument()
})

it('submits without waiting for a suggestion, aborts the call, and asks no more', async () => {
  const calls = heldClassifier()
  const bodies = recordCreates(() => new Promise<Response>(() => {}))
  const { user } = openApp('/new')
  await user.type(title(), 'Login')
  await writeAndPause('I cannot log in any more', calls, 1)
  await user.selectOptions(category(), 'account')
  await user.click(screen.getByRole('button', { name: 'Create ticket' }))
  await waitFor(() =>
    expect(bodies).toEqual([
      { title: 'Login', description: 'I cannot log in any more', category: 'account' },
    ]),
  )
  expect(calls[0]?.signal.aborted).toBe(true)
  calls[0]?.reply(aSuggestion({ suggested_category: 'technical' }))
  await user.click(screen.getByRole('button', { name: 'Creating…' }))
  await pass(5_000)
  expect(category()).toHaveValue('account')
  expect(calls).toHaveLength(1)
  expect(bodies).toHaveLength(1)
})

it('does not ask at all when the ticket is sent before the pause is over', async () => {
  const calls = heldClassifier()
  const bodies = recordCreates(() => new Promise<Response>(() => {}))
  const { user } = openApp('/new')
  await user.type(title(), 'Login')
  write('I cannot log in any more')
  await user.click(screen.getByRole('button', { name: 'Create ticket' }))
  await pass(5_000)
  await waitFor(() => expect(bodies).toHaveLength(1))
  expect(calls).toHaveLength(0)
})

it('sends the suggestion along that belongs to the text', async () => {
  const calls = heldClassifier()
  const bodies = recordCreates()
  const { user } = openApp('/new')
  await user.type(title(), 'Charged')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(
    aSuggestion({
      confidence: { category: 0.9, priority: null },
      unsure: { category: false, priority: true },
    }),
  )
  await waitFor(() => expect(category()).toHaveValue('billing'))
  await user.selectOptions(priority(), 'low')
  await user.click(screen.getByRole('button', { name: 'Create ticket' }))
  await waitFor(() =>
    expect(bodies).toEqual([
      {
        title: 'Charged',
        description: 'I was charged twice',
        category: 'billing',
        priority: 'low',
        suggested_category: 'billing',
        suggested_priority: 'high',
        suggestion_source: 'llm',
        suggestion_model: MODEL,
        prompt_version: '1',
        suggestion_confidence: { category: 0.9, priority: null },
        suggestion_unsure: { category: false, priority: true },
        suggestion_latency_ms: 812,
      },
    ]),
  )
})

it('sends what is shown, but no suggestion that was made for an older text', async () => {
  const calls = heldClassifier()
  const bodies = recordCreates()
  const { user } = openApp('/new')
  await user.type(title(), 'Charged')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(aSuggestion())
  await waitFor(() => expect(category()).toHaveValue('billing'))
  write('I was charged twice, and now the app crashes')
  await user.click(screen.getByRole('button', { name: 'Create ticket' }))
  await waitFor(() =>
    expect(bodies).toEqual([
      {
        title: 'Charged',
        description: 'I was charged twice, and now the app crashes',
        category: 'billing',
        priority: 'high',
      },
    ]),
  )
})

it('keeps the suggestion on screen when a submit fails', async () => {
  const calls = heldClassifier()
  recordCreates(() => HttpResponse.json({ detail: 'The database is away.', code: 'x' }, { status: 500 }))
  const { user } = openApp('/new')
  await user.type(title(), 'Charged')
  await writeAndPause('I was charged twice', calls, 1)
  calls[0]?.reply(aSuggestion())
  await waitFor(() => expect(category()).toHaveValue('billing'))
  await user.click(screen.getByRole('button', { name: 'Create ticket' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The database is away.')
  await pass(PAUSE_MS)
  expect(category()).toHaveValue('billing')
  expect(calls).toHaveLength(1)
})
