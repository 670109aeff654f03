import { Fragment } from 'react'

// Not the controls by which text is shown in another order than it is in: an address could pretend to be another.
const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\p{Cc}\p{Cf}]+/giu
// What ends a sentence rather than an address.
const AFTER_ADDRESS = ['.', ',', ';', ':', '!', '?', '*', '_', '~']
const BRACKETS = ['()', '[]', '{}']

type Piece = { text: string; href?: string }

const count = (text: string, character = '') => text.split(character).length - 1

/** An address without the punctuation that follows it; a bracket belongs to it when it was opened in it. */
function trimmed(address: string): string {
  const unopened = new Map(
    BRACKETS.map(([open, close]) => [close, count(address, close) - count(address, open)]),
  )
  let end = address.length
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1)
    const surplus = unopened.get(last) ?? 0
    if (surplus > 0) unopened.set(last, surplus - 1)
    else if (!AFTER_ADDRESS.includes(last)) break
  }
  return address.slice(0, end)
}

/** Splits text into plain pieces and web addresses; together they are the text, character for character. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0])
    if (!URL.canParse(address)) continue
    pieces.push({ text: text.slice(end, match.index) }, { text: address, href: address })
    end = match.index + address.length
  }
  return [...pieces, { text: text.slice(end) }].filter((piece) => piece.text)
}

/** Text as somebody wrote it, with its web addresses as links that tell the other side nothing. */
export const LinkedText = ({ text }: { text: string }) =>
  piecesOf(text).map(({ text, href }, index) =>
    href ? (
      <a key={index} className="written-link" href={href} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
    ) : (
      <Fragment key={index}>{text}</Fragment>
    ),
  )
