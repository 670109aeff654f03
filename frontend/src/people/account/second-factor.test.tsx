import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import { server } from '../../test/server'
import { SecondFactor } from './second-factor'

const wrong = (problems: Record<string, string[]>) => HttpResponse.json(problems, { status: 400 })

/** A server on which one's second factor is on or off. */
function givenSecondFactor(state: { is_on: boolean; has_password?: boolean }) {
  server.use(
    http.get('*/api/second-factor/', () => HttpResponse.json({ has_password: true, ...state })),
    http.post('*/api/second-factor/propose/', async ({ request }) => {
      const { password } = (await request.json()) as { password: string }
      if (password !== 'right') return wrong({ password: ['This is not your password.'] })
      return HttpResponse.json({ secret: 'ABCDEFGH', uri: 'otpauth://x', qr_code: '<svg id="#1"/>' })
    }),
    http.post('*/api/second-factor/confirm/', async ({ request }) => {
      const { code } = (await request.json()) as { code: string }
      if (code !== '123456') return wrong({ code: ['This code is wrong.'] })
      state.is_on = true
      return HttpResponse.json({ recovery_codes: ['11112222', '33334444'] })
    }),
    http.post('*/api/second-factor/off/', async ({ request }) => {
      const body = await request.json()
      expect(body).toEqual({ password: 'right', code: '654321' })
      state.is_on = false
      return new HttpResponse(null, { status: 204 })
    }),
  )
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SecondFactor />
    </QueryClientProvider>,
  )
  return userEvent.setup()
}

/** Where one reads on when a step took its controls away. */
const part = () => screen.getByRole('region', { name: 'Second factor' })

it('is set up with a password and a code, and shows the recovery codes once', async () => {
  const user = givenSecondFactor({ is_on: false })
  await user.type(await screen.findByLabelText('Your password'), 'wrong{Enter}')
  expect(await screen.findByText('This is not your password.')).toBeVisible()
  await user.clear(screen.getByLabelText('Your password'))
  await user.type(screen.getByLabelText('Your password'), 'right{Enter}')
  expect(await screen.findByAltText(/QR code/)).toHaveAttribute(
    'src',
    'data:image/svg+xml,%3Csvg%20id%3D%22%231%22%2F%3E',
  )
  expect(part()).toHaveFocus()
  expect(screen.getByLabelText('Or type this into it')).toHaveValue('ABCD EFGH')
  await user.type(screen.getByLabelText('Code'), '000000{Enter}')
  expect(await screen.findByText('This code is wrong.')).toBeVisible()
  await user.clear(screen.getByLabelText('Code'))
  await user.type(screen.getByLabelText('Code'), '123456{Enter}')
  const codes = within(await screen.findByRole('list', { name: 'Recovery codes' }))
  expect(codes.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['11112222', '33334444'])
  expect(part()).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'I have kept them' }))
  expect(await screen.findByText(/It is on/)).toBeVisible()
  expect(part()).toHaveFocus()
  expect(screen.queryByText('11112222')).not.toBeInTheDocument()
})

it('is switched off with the password and a code', async () => {
  const user = givenSecondFactor({ is_on: true })
  await user.click(await screen.findByRole('button', { name: 'Switch it off…' }))
  expect(screen.getByLabelText('Your password')).toHaveFocus()
  await user.keyboard('right')
  await user.type(screen.getByLabelText('Code'), '654321{Enter}')
  expect(await screen.findByRole('button', { name: 'Set up' })).toBeVisible()
  expect(part()).toHaveFocus()
})

it('is not for accounts without a password', async () => {
  givenSecondFactor({ is_on: false, has_password: false })
  expect(await screen.findByText(/single sign-on/)).toBeVisible()
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})
