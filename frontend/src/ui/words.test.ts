import { expect, it, vi } from 'vitest'
import { speak } from '../i18n/languages'
import { bytes, count, dayName, daysName, duration, longDuration, percent } from './words'

/** Which spaces stand in a range, or before a sign of per cent, is different in each version of ICU. */
const plain = (text: string) => text.replace(/\s*–\s*/g, '–').replace(/\s/g, ' ')

it.each([
  ['en', ['1,234', '81%', '2.5 GB', '1.4 s', '3.2 days', '22 Nov', '16–22 Nov']],
  ['de', ['1.234', '81 %', '2,5 GB', '1,4 s', '3,2 Tage', '22. Nov.', '16.–22. Nov.']],
])('writes numbers and dates as in %s', async (language, written) => {
  await speak(language)
  expect(
    [
      count(1234),
      percent(0.81),
      bytes(2.5e9),
      duration(1400),
      longDuration(276_480),
      dayName('2026-11-22'),
      daysName('2026-11-16', '2026-11-22'),
    ].map(plain),
  ).toEqual(written)
})

it('writes them as in the region of the person, where the browser tells one of that language', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-US', 'de-CH', 'de'])
  await speak('de')
  expect(count(1234567)).toMatch(/^1['’]234['’]567$/)
  await speak('en')
  expect(dayName('2026-11-22')).toBe('Nov 22')
})
