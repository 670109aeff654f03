import { expect, it } from 'vitest'
import { sureness } from './sureness'

it.each([
  [0.93, '93% sure'],
  [0.41, 'unsure (41%)'],
  [0.99996, '99% sure'],
  [null, null],
  [undefined, null],
])('puts %s into words', (confidence, words) => {
  expect(sureness(confidence)).toBe(words)
})
