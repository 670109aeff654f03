import { screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openApp } from '../test/render'

const language = () => screen.getByRole('combobox', { name: /^(Language|Sprache)$/ })

it('changes the language without losing what was typed, and remembers it', async () => {
  const { user } = openApp('/new')
  await user.type(screen.getByRole('textbox', { name: /^Title/ }), 'Half a sentence')
  await user.selectOptions(language(), 'Deutsch')
  expect(await screen.findByRole('link', { name: 'Neues Ticket' })).toBeInTheDocument()
  expect(screen.getByDisplayValue('Half a sentence')).toBeInTheDocument()
  expect(document.documentElement).toHaveAttribute('lang', 'de')
  expect(localStorage.getItem('hushdesk.language')).toBe('de')
})

it('changes the language by a command', async () => {
  const { user } = openApp('/tickets')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox', { name: 'Command' }), 'language deutsch{Enter}')
  await waitFor(() => expect(language()).toHaveDisplayValue('Deutsch'))
})
