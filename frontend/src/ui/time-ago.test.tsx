import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pass, useTestTime } from '../test/render'
import { TimeAgo, timeAgo } from './time-ago'

const now = new Date('2026-11-22T12:00:00Z')

it.each([
  ['2026-11-22T12:00:30Z', 'just now'],
  ['2026-11-22T11:59:30Z', 'just now'],
  ['2026-11-22T11:59:05Z', '1 minute ago'],
  ['2026-11-22T11:01:00Z', '59 minutes ago'],
  ['2026-11-22T10:59:00Z', '1 hour ago'],
  ['2026-11-21T11:00:00Z', 'yesterday'],
  ['2026-11-16T11:00:00Z', '6 days ago'],
  ['2026-11-14T12:00:00Z', '14 Nov'],
  ['2025-11-14T12:00:00Z', '14 Nov 2025'],
])('%s was %s', (then, words) => {
  expect(timeAgo(new Date(then), now)).toBe(words)
})

it('grows older on screen, and tells the exact time', async () => {
  useTestTime().setSystemTime(now)
  render(<TimeAgo iso="2026-11-22T11:59:40Z" />)
  const time = screen.getByText('just now')
  expect(time).toHaveAttribute('datetime', '2026-11-22T11:59:40Z')
  expect(time).toHaveAttribute('title', expect.stringMatching(/^Sunday,? 22 November 2026 at 11:59$/))
  await pass(60_000)
  expect(time).toHaveTextContent('1 minute ago')
})
