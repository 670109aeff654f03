import { expect, it } from 'vitest'
import { csvOf } from './csv'
import { ceilingOf, lineThrough } from './scale'

it('writes no formula into a file', () => {
  expect(csvOf([['=1+1', '+1', '-1', '@x', '\tx', -1, null]])).toBe("'=1+1,'+1,'-1,'@x,'\tx,-1,\r\n")
})

it('quotes what would end a field', () => {
  expect(csvOf([['a,b', 'say "x"', 'two\nlines']])).toBe('"a,b","say ""x""","two\nlines"\r\n')
})

it.each([
  [0, 1],
  [1, 1],
  [7, 8],
  [9, 10],
  [1.2, 2],
  [12, 15],
  [301, 400],
])('ends an axis of numbers up to %i at %i', (largest, ceiling) => {
  expect(ceilingOf(largest)).toBe(ceiling)
})

it('breaks a line where there is no value', () => {
  expect(lineThrough([1, 2, null, 1], 2)).toBe('M12.5 50h0L37.5 0M87.5 50h0')
})
