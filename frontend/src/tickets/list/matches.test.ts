import { describe, expect, it } from 'vitest'
import { excerpt, stretches } from './matches'

const marked = (text: string, ...words: string[]) =>
  stretches(text, words)
    .map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
    .join('')

describe('stretches', () => {
  it.each([
    ['INV-123456', ['123'], 'INV-[123]456'],
    ['Ärger mit ärger', ['ÄRGER'], '[Ärger] mit [ärger]'],
    ['abcd', ['abc', 'bcd'], '[abcd]'],
    ['a.b*c axb', ['a.b*c'], '[a.b*c] axb'],
    ['50% of a_b\\c', ['%', '_', '\\'], '50[%] of a[_]b[\\]c'],
    ['one 🖨️ two', ['🖨️'], 'one [🖨️] two'],
    ['nothing', ['else'], 'nothing'],
  ])('of %j for %j are %j', (text, words, expected) => {
    expect(marked(text, ...words)).toBe(expected)
  })
})

describe('an excerpt', () => {
  const far = `${'word '.repeat(40)}needle and so on`

  it('is the beginning where that shows a match, or there is none', () => {
    expect(excerpt('A needle.', ['needle'], 100)).toBe('A needle.')
    expect(excerpt(far, [], 9)).toBe('word word')
    expect(excerpt(far, ['other'], 9)).toBe('word word')
  })

  it('begins with a whole word shortly before a match that is far away', () => {
    expect(excerpt(far, ['needle'], 400)).toBe(`…${'word '.repeat(3)}needle and so on`)
  })

  it('begins within a word that is longer than a line', () => {
    expect(excerpt(`${'x'.repeat(200)}needle`, ['needle'], 400)).toBe(`…${'x'.repeat(20)}needle`)
  })
})
