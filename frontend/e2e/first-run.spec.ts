import { expect, test } from './fixtures'

for (const colorScheme of ['light', 'dark'] as const)
  test(`an empty system says what it is and how to begin, in the ${colorScheme} theme`, async ({
    page,
    checkAccessibility,
  }) => {
    // The other tests share the product, which is not empty: only its list says so.
    await page.route(/\/api\/tickets\/(\?.*)?$/, (route) =>
      route.fulfill({ json: { next: null, previous: null, results: [] } }),
    )
    await page.emulateMedia({ colorScheme })
    await page.goto('/tickets')
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome to Hushdesk' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Look around with 200 demo tickets' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'What it makes of a ticket' })).toContainText('qwen3:4b')
    await checkAccessibility('an empty system')
    await page.getByRole('link', { name: 'Import a CSV file' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Import tickets' })).toBeVisible()
    await checkAccessibility('the import, before a file is chosen')
  })
