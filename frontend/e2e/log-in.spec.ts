import type { Page } from '@playwright/test'
import { expect, newTicketForm, place, tabTo, test, unique } from './fixtures'

const address = process.env['E2E_LOGIN_URL'] ?? ''
const first = process.env['E2E_FIRST_LINK'] ?? ''
const PASSWORD = 'correct horse battery'

test.use({ baseURL: address })
// Each goes a long way, some in two browsers.
test.describe.configure({ timeout: 240_000 })

async function logIn(page: Page, username: string) {
  await page.goto('/tickets')
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.keyboard.press('Enter')
}

test('the first link makes an administrator, who logs out and in, and is named in the record', async ({
  page,
  context,
  checkEveryLook,
  expectedMessages,
}) => {
  // Where nobody is logged in, the first calls are answered so.
  expectedMessages.push(/401 \(Unauthorized\)/)
  await page.goto('/tickets')
  await expect(page.getByText('There is no administrator yet.')).toBeVisible()
  await checkEveryLook('log-in')

  await page.goto(`/welcome#${/#(\S+)/.exec(first)?.[1]}`)
  await page.getByLabel('Your name').fill('Ada Admin')
  await page.getByLabel('User name').fill('ada')
  await page.getByLabel('Password').fill(PASSWORD)
  await checkEveryLook('welcome')
  await page.getByRole('button', { name: 'Make my account' }).click()

  const account = page.getByRole('button', { name: 'Account of Ada Admin' })
  await expect(account).toBeVisible()
  await account.click()
  await checkEveryLook('account', '.popover:popover-open')
  const otherTab = await context.newPage()
  await otherTab.goto('/tickets')
  await expect(otherTab.getByRole('button', { name: 'Account of Ada Admin' })).toBeVisible()
  await page.bringToFront()
  await page.getByRole('button', { name: 'Log out' }).click()
  await expect(otherTab.getByRole('heading', { name: 'Log in' })).toBeVisible()
  await otherTab.close()

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
  // By an event of its own: the page itself may have noticed already, and asked to log in over the form.
  await form.create.dispatchEvent('click')
  const again = page.getByRole('dialog', { name: 'Log in again' })
  for (const key of ['Escape', 'Escape', 'Escape', 'Control+k']) await page.keyboard.press(key)
  await again.getByLabel('Password').fill(PASSWORD)
  await checkEveryLook('log in again', 'dialog[open]')
  await again.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('link', { name: 'View it' }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expect(page.getByText(/by Ada Admin/).first()).toBeVisible()
})

test('an administrator lets somebody in, who works until they are switched off', async ({
  page,
  browser,
  checkEveryLook,
  expectedMessages,
}) => {
  expectedMessages.push(/401 \(Unauthorized\)/)
  await logIn(page, 'ada')
  await place(page, 'People').click()
  await page.getByRole('button', { name: 'Invite somebody' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Cleo')
  await page.getByRole('radio', { name: /^Agent/ }).check()
  await checkEveryLook('an invitation', 'dialog[open]')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('Invited', { exact: true }).first()).toBeVisible()
  await checkEveryLook('people')

  const theirs = await (await browser.newContext({ baseURL: address })).newPage()
  await theirs.goto(link)
  await theirs.getByLabel('User name').fill('cleo')
  await theirs.getByLabel('Password').fill(PASSWORD)
  await theirs.getByRole('button', { name: 'Make my account' }).click()
  await expect(place(theirs, 'Statistics')).toBeVisible()
  await expect(place(theirs, 'People')).toBeHidden()

  await page.reload()
  await page.getByRole('button', { name: 'Change Cleo' }).click()
  await checkEveryLook('changing somebody', '.popover:popover-open')
  await page.getByRole('button', { name: 'Switch off' }).click()
  await page.getByRole('button', { name: 'Log out and switch off' }).click()
  await expect(page.getByRole('main').getByText('Switched off')).toBeVisible()
  await page.getByRole('button', { name: 'Change Cleo' }).click()
  await page.getByRole('button', { name: 'Forget this person…' }).press('Enter')
  const forgetting = page.getByRole('dialog', { name: 'Forget a person' })
  await expect(forgetting.getByRole('button', { name: 'Download' })).toBeFocused()
  await checkEveryLook('forgetting somebody', 'dialog[open]')
  await page.keyboard.press('Enter')
  await expect(forgetting.getByRole('button', { name: 'Download once more' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(forgetting.getByRole('checkbox', { name: /^I have the file/ })).toBeChecked()
  await checkEveryLook('before somebody is erased', 'dialog[open]')
  await page.keyboard.press('Escape')
  await expect(forgetting).toBeHidden()
  await theirs.goto('/stats')
  await expect(theirs.getByRole('heading', { name: 'Log in' })).toBeVisible()
  await theirs.context().close()
})

test('somebody without an account submits, and follows the ticket by its link alone', async ({
  page,
  checkEveryLook,
  expectedMessages,
}) => {
  expectedMessages.push(/401 \(Unauthorized\)/)
  await page.goto('/tickets')
  await page.getByRole('link', { name: 'Write to us without an account' }).click()
  const form = newTicketForm(page)
  const title = unique('A stranger writes')
  await form.title.fill(title)
  await form.description.fill('My parcel never came.')
  await form.create.click()
  const link = await page.getByRole('textbox', { name: 'Your link' }).inputValue()
  await checkEveryLook('the link of a ticket')
  await page.goto('/tickets')
  await page.goto(link)
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await expect(page.getByText('My parcel never came.')).toBeVisible()
  await checkEveryLook('a followed ticket')
})

test('a program works with a token until that is revoked', async ({
  page,
  request,
  checkEveryLook,
  expectedMessages,
}) => {
  expectedMessages.push(/401 \(Unauthorized\)/)
  await logIn(page, 'ada')
  await page.getByRole('button', { name: 'Account of Ada Admin' }).click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await tabTo(page, page.getByRole('button', { name: 'New token…' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nightly report')
  await dialog.getByRole('radio', { name: /^Read ?Reads/ }).check()
  await dialog.getByLabel('Your password').fill(PASSWORD)
  await checkEveryLook('new token', 'dialog[open]')
  await page.keyboard.press('Enter')
  const token = await dialog.getByRole('textbox', { name: 'Token' }).inputValue()
  await checkEveryLook('a token that is shown once', 'dialog[open]')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Nightly report')).toBeVisible()

  const headers = { Authorization: `Bearer ${token}` }
  const ask = async () => (await request.get('/api/tickets/', { headers })).status()
  expect(await ask()).toBe(200)
  await tabTo(page, page.getByRole('button', { name: 'Revoke', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Revoke for good' })).toBeFocused()
  await checkEveryLook('revoking a token')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Nightly report')).toBeHidden()
  expect(await ask()).toBe(401)
})

test('somebody changes their password and stays, while they are out elsewhere', async ({
  page,
  browser,
  checkEveryLook,
  expectedMessages,
}) => {
  expectedMessages.push(/401 \(Unauthorized\)/)
  const elsewhere = await (await browser.newContext({ baseURL: address })).newPage()
  await logIn(elsewhere, 'ada')
  await expect(place(elsewhere, 'Statistics')).toBeVisible()
  await logIn(page, 'ada')
  await page.getByRole('button', { name: 'Account of Ada Admin' }).click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByLabel('New password').fill(`${PASSWORD} staple`)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await expect(page.getByText(/^Your password was changed/)).toBeVisible()
  await checkEveryLook('account page')
  await elsewhere.goto('/stats')
  await expect(elsewhere.getByRole('heading', { name: 'Log in' })).toBeVisible()
  await elsewhere.context().close()

  await page.getByLabel('Your password').fill(`${PASSWORD} staple`)
  await page.getByRole('button', { name: 'Set up' }).click()
  await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible()
  await checkEveryLook('a second factor')
  await page.goto('/system')
  await expect(page.getByRole('heading', { level: 2, name: 'Database', exact: true })).toBeVisible()
  await checkEveryLook('the system')
})
