import { expect, it } from 'vitest'
import { aTicket } from '../test/factory'
import { isGuess, sureness } from './sureness'

it.each([
  [false, 0.93, 'likely'],
  [false, 0.41, 'likely'],
  [true, 0.93, 'unsure'],
  [true, null, 'unsure'],
  [false, null, null],
  [undefined, undefined, null],
])('believes the server, and tells no more than it does: %s, %s', (unsure, confidence, word) => {
  expect(sureness(unsure, confidence)).toBe(word)
})

it('takes a label for a guess until somebody has chosen it', () => {
  const suggestion_unsure = { category: true, priority: false }
  const guessed = aTicket({ suggestion_unsure, category_set_by_person: false, priority_set_by_person: false })
  expect(isGuess(guessed, 'category')).toBe(true)
  expect(isGuess(guessed, 'priority')).toBe(false)
  expect(isGuess({ ...guessed, category_set_by_person: true }, 'category')).toBe(false)
})
