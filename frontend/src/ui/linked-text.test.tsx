import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { LinkedText, piecesOf } from './linked-text'

const links = (text: string) => piecesOf(text).flatMap(({ href }) => href ?? [])

describe('web addresses', () => {
  it.each([
    ['https://example.org', ['https://example.org']],
    ['See http://example.org/a?b=c&d=e#f.', ['http://example.org/a?b=c&d=e#f']],
    ['(https://example.org/wiki/Desk_(furniture))', ['https://example.org/wiki/Desk_(furniture)']],
    ['<https://a.example>, "https://b.example"!', ['https://a.example', 'https://b.example']],
    ['HTTPS://EXAMPLE.ORG', ['HTTPS://EXAMPLE.ORG']],
    ['https://münchen.example/ä', ['https://münchen.example/ä']],
    ['http://192.168.0.7:8080/x', ['http://192.168.0.7:8080/x']],
  ])('are found in %s', (text, expected) => {
    expect(links(text)).toEqual(expected)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt://example.org/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'mailto:somebody@example.org',
    'www.example.org',
    'xhttps://example.org',
    'https://',
    'http://...',
    'https://[',
    'https:// example.org',
  ])('are not seen in %s', (text) => {
    expect(links(text)).toEqual([])
  })

  it('end where characters begin that would show them in another order', () => {
    expect(links('https://example.org/\u202Egpj.exe')).toEqual(['https://example.org/'])
    expect(links('https://example.org\u200B.evil.example')).toEqual(['https://example.org'])
  })
})

it.each(['', ' \n  indented\n\n', 'a https://a.example b\u202E https://b.example/).\u0000', '<b>&amp;</b>'])(
  'loses no character of %j',
  (text) => {
    expect(
      piecesOf(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  },
)

it('shows hostile text as it was written, and runs nothing of it', () => {
  const hostile =
    '<img src=x onerror="alert(1)"><script>alert(1)</script> [a](javascript:alert(1)) https://a.example/"onmouseover="alert(1)'
  const { container } = render(<LinkedText text={hostile} />)
  expect(container).toHaveTextContent(hostile, { normalizeWhitespace: false })
  expect([...container.querySelectorAll('*')].map((element) => element.tagName)).toEqual(['A'])
  const link = screen.getByRole('link', { name: 'https://a.example/' })
  expect(link.getAttributeNames().sort()).toEqual(['class', 'href', 'rel', 'target'])
  expect(link).toHaveAttribute('href', 'https://a.example/')
  expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  expect(link).toHaveAttribute('target', '_blank')
})

it('is quick with text that was made to make it slow', () => {
  const long = `http://${'a.'.repeat(10_000)} ${'https://a.example/)'.repeat(1_000)}${')'.repeat(9_000)}`
  expect(
    piecesOf(long)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(long)
})
