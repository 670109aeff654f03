import { expect, place, test, unique } from './fixtures'

for (const scheme of ['light', 'dark'] as const)
  test(`statistics tell what people made of suggestions, in the ${scheme} theme`, async ({
    page,
    api,
    checkAccessibility,
  }) => {
    const model = unique('model')
    const suggested = {
      suggested_category: 'billing',
      suggested_priority: 'high',
      suggestion_source: 'llm',
      suggestion_model: model,
      suggestion_latency_ms: 1_230,
    } as const
    await api.create({ ...suggested, category: 'billing', priority: 'high' })
    const corrected = await api.create({ ...suggested, category: 'billing', priority: 'low' })
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto('/tickets')
    await place(page, 'Statistics').click()

    const engine = page.getByRole('table', { name: 'By engine' }).getByRole('row', { name: model })
    await expect(engine).toHaveText(`${model}Language model21 of 22 of 21.2 s1.2 s`)
    await checkAccessibility('statistics with suggestions')

    await page.getByText('7 days', { exact: true }).click()
    await expect(page).toHaveURL(/\/stats\?days=7$/)
    await page.reload()
    await expect(page.getByRole('radio', { name: '7 days' })).toBeChecked()
    await expect(engine).toBeVisible()

    await page.goto(`/tickets/${corrected.id}`)
    await page.getByLabel('Category').selectOption('account')
    await expect(page.getByText(/Category changed/)).toBeVisible()
    await place(page, 'Statistics').click()
    await expect(engine).toHaveText(`${model}Language model21 of 21 of 21.2 s1.2 s`)
    await expect(page.getByRole('region', { name: 'Category', exact: true })).toContainText(
      'kept as suggested',
    )
  })
