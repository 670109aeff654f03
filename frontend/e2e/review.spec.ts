import { expect, test, unique } from './fixtures'

test('an unsure suggestion is corrected and taken back by keyboard alone', async ({
  page,
  api,
  checkAccessibility,
}) => {
  const suggested = {
    suggested_category: 'billing',
    suggested_priority: 'high',
    suggestion_source: 'llm',
    suggestion_model: 'qwen3:4b',
    suggestion_unsure: { category: true, priority: false },
  } as const
  // Chosen by nobody: there is only what the model said.
  const doubtful = await api.create({
    title: unique('Doubtful'),
    category: undefined,
    priority: undefined,
    ...suggested,
  })

  await page.goto('/review')
  await expect(page.getByRole('heading', { level: 1, name: doubtful.title })).toBeVisible()
  await checkAccessibility('a review')
  await page.keyboard.press('3')
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { level: 1, name: doubtful.title })).toHaveCount(0)
  expect(await api.get(doubtful.id)).toMatchObject({ category: 'account', category_set_by_person: true })
  await page.keyboard.press('u')
  await expect(page.getByRole('heading', { level: 1, name: doubtful.title })).toBeVisible()
  expect(await api.get(doubtful.id)).toMatchObject({ category: 'billing', category_set_by_person: false })
})
