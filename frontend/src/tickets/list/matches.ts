/** A stretch of a text that is, or is not, what was searched for. */
type Stretch = { text: string; isMatch: boolean }

// A row may have room for no more than 30 letters: the match should be among them.
const LEAD = 20
const FAR = 25

const literally = (word: string) => word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)

/** Where any of the words is a part of a text, whatever its case: the ranges, in order, none touching another. */
function rangesOf(text: string, words: readonly string[]): [start: number, end: number][] {
  const found = words.flatMap((word) =>
    [...text.matchAll(new RegExp(literally(word), 'giu'))].map(({ index, 0: match }): [number, number] => [
      index,
      index + match.length,
    ]),
  )
  const merged: [number, number][] = []
  for (const [start, end] of found.sort(([a], [b]) => a - b)) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

/** A text as stretches, those marked that are parts of the words searched for. */
export function stretches(text: string, words: readonly string[]): Stretch[] {
  const parts: Stretch[] = []
  let at = 0
  for (const [start, end] of rangesOf(text, words)) {
    parts.push(
      { text: text.slice(at, start), isMatch: false },
      { text: text.slice(start, end), isMatch: true },
    )
    at = end
  }
  return [...parts, { text: text.slice(at), isMatch: false }].filter((part) => part.text)
}

/** Whether a word is in none of the texts: of a ticket that was found, a comment has it. */
export const isElsewhere = (texts: readonly string[], words: readonly string[]) =>
  words.some((word) => texts.every((text) => rangesOf(text, [word]).length === 0))

/** The part of a text that shows its first match, which may be far from its beginning. */
export function excerpt(text: string, words: readonly string[], length: number): string {
  const [start] = rangesOf(text, words)[0] ?? [0]
  if (start < FAR) return text.slice(0, length)
  const near = start - LEAD
  const space = text.slice(near, start).search(/\s/)
  const from = near + Math.max(0, space + 1)
  return `…${text.slice(from, from + length)}`
}
