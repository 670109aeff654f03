import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { aTicket, someStats } from '../../test/factory'
import { openApp } from '../../test/render'
import { givenTickets, server } from '../../test/server'

const palette = () => screen.findByRole('combobox', { name: 'Command' })
const offers = () => within(screen.getByRole('listbox', { name: 'Commands' }))
const chosen = () => offers().getByRole('option', { selected: true })

it('goes places by keys, one alone or two after each other', async () => {
  server.use(http.get('*/api/tickets/stats/', () => HttpResponse.json(someStats())))
  const { user } = openApp('/tickets')
  await user.keyboard('gs')
  expect(window.location.pathname).toBe('/stats')
  await user.keyboard('gt')
  expect(window.location.pathname).toBe('/tickets')
  await user.keyboard('n')
  expect(window.location.pathname).toBe('/new')
})

it('leaves keys to a field that one writes in', async () => {
  const { user } = openApp('/new')
  await user.type(screen.getByLabelText('Title'), 'no gt?')
  expect(screen.getByLabelText('Title')).toHaveValue('no gt?')
  expect(window.location.pathname).toBe('/new')
})

it('lists the keys, and lets them be switched off on this device', async () => {
  const { user } = openApp('/tickets')
  await user.keyboard('?')
  const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  await user.click(within(list).getByRole('checkbox', { name: /^Use single-key shortcuts/ }))
  await user.click(within(list).getByRole('button', { name: 'Close' }))
  await user.keyboard('n?')
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(window.location.pathname).toBe('/tickets')
  expect(localStorage.getItem('hushdesk.single-keys')).toBe('off')
  await user.keyboard('{Control>}k{/Control}')
  expect(await palette()).toHaveFocus()
})

it('offers commands by the beginnings of their words, and runs the chosen one', async () => {
  const { user } = openApp('/tickets')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await palette(), 'crit sh')
  expect(chosen()).toHaveTextContent('Show tickets with priority Critical')
  expect(await palette()).toHaveAttribute('aria-activedescendant', chosen().id)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(window.location.search).toBe('?priority=critical'))
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

it('walks round the offers with the arrow keys, and gives the focus back on Escape', async () => {
  givenTickets(() => [aTicket()])
  server.use(http.get('*/api/tickets/7/', () => HttpResponse.json(aTicket())))
  const { user } = openApp('/tickets')
  const link = await screen.findByRole('link', { name: 'Charged twice' })
  link.focus()
  await user.keyboard('{Control>}k{/Control}')
  const first = (await palette()) && chosen().textContent
  await user.keyboard('{ArrowUp}')
  expect(chosen()).toBe(offers().getAllByRole('option').at(-1))
  await user.keyboard('{ArrowDown}')
  expect(chosen()).toHaveTextContent(first ?? '')
  await user.keyboard('{Escape}')
  expect(link).toHaveFocus()
})

it('opens a ticket by its number, and searches for anything else', async () => {
  const { user } = openApp('/stats')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await palette(), '#12')
  expect(chosen()).toHaveTextContent('Open ticket 12')
  await user.clear(await palette())
  await user.type(await palette(), 'broken printer{Enter}')
  await waitFor(() => expect(window.location.search).toBe('?search=broken+printer'))
})

it('changes the theme from the palette, and the header tells', async () => {
  const { user } = openApp('/tickets')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await palette(), 'dark{Enter}')
  const theme = screen.getByRole('combobox', { name: 'Theme' })
  await waitFor(() => expect(theme).toHaveDisplayValue('Dark theme'))
  await user.selectOptions(theme, 'System theme')
})

it('leaves Enter to an input method that is composing', async () => {
  const { user } = openApp('/tickets')
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await palette(), 'stat')
  fireEvent.keyDown(await palette(), { key: 'Enter', isComposing: true })
  expect(await palette()).toHaveValue('stat')
})

it('does nothing over a dialog, whatever has the focus', async () => {
  const { user } = openApp('/tickets')
  await user.keyboard('?')
  await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
  fireEvent.keyDown(document.body, { key: 'n' })
  await user.keyboard('{Control>}k{/Control}{Escape}')
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(window.location.pathname).toBe('/tickets')
})

it('leaves keys alone that mean something else to the browser', async () => {
  const { user } = openApp('/tickets')
  expect(fireEvent.keyDown(document.body, { key: 'K', ctrlKey: true, shiftKey: true })).toBe(true)
  await user.keyboard('?')
  expect(await screen.findByRole('dialog')).toHaveAccessibleName('Keyboard shortcuts')
})
