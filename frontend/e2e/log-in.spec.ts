import { expect, newTicketForm, place, test, unique } from './fixtures'

const address = process.env['E2E_LOGIN_URL'] ?? ''
const first = process.env['E2E_FIRST_LINK'] ?? ''
const PASSWORD = 'correct horse battery'

test.use({ baseURL: address })

test('the first link makes an administrator, who logs out and in, and is named in the record', async ({
  page,
  checkAccessibility,
  expectedMessages,
}) => {
  // Where nobody is logged in, the first calls are answered so.
  expectedMessages.push(/401 \(Unauthorized\)/)
  await page.goto('/tickets')
  await expect(page.getByText('There is no administrator yet.')).toBeVisible()
  await checkAccessibility('log-in')

  await page.goto(`/welcome#${/#(\S+)/.exec(first)?.[1]}`)
  await page.getByLabel('Your name').fill('Ada Admin')
  await page.getByLabel('User name').fill('ada')
  await page.getByLabel('Password').fill(PASSWORD)
  await checkAccessibility('welcome')
  await page.getByRole('button', { name: 'Make my account' }).click()

  const account = page.getByRole('button', { name: 'Account of Ada Admin' })
  await expect(account).toBeVisible()
  await account.click()
  await checkAccessibility('account')
  await page.getByRole('button', { name: 'Log out' }).click()

  await page.getByLabel('User name').fill('ADA')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await place(page, 'New ticket').click()
  const form = newTicketForm(page)
  const title = unique('Refund')
  await form.title.fill(title)
  await form.description.fill('Charged twice.')

  // The session ends while one writes, as after a night.
  const cookies = await page.context().cookies()
  await page.context().clearCookies({ name: 'sessionid' })
  expect(cookies.find(({ name }) => name === 'sessionid')).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  await form.create.click()
  const again = page.getByRole('dialog', { name: 'Log in again' })
  await again.getByLabel('Password').fill(PASSWORD)
  await checkAccessibility('log in again')
  await again.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('link', { name: 'View it' }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expect(page.getByText(/by Ada Admin/).first()).toBeVisible()
})
