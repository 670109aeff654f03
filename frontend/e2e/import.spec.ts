import { expect, test, unique } from './fixtures'

test('a file of a German spreadsheet is looked at, corrected where it is wrong and imported', async ({
  page,
  checkAccessibility,
}) => {
  const word = unique('import').replace(' ', '')
  await page.goto('/tickets')
  await page.getByRole('button', { name: 'Export and import' }).click()
  await page.getByRole('link', { name: 'Tickets from a CSV file' }).click()
  const lines = [
    'Title;Description;Priority;Status;Created at;Agent',
    `Drücker ${word};"Er brummt; laut.";High;Resolved;01.03.2026 12:30;Eva`,
    `'=1+1 ${word};Formula.;;;;Eva`,
    `Wrong ${word};Too urgent.;urgent;;;Eva`,
  ]
  const file = {
    name: 'tickets.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\ufeff${lines.join('\r\n')}`),
  }
  await page.getByLabel('Drop a CSV file here').setInputFiles(file)

  await expect(
    page.getByText('Row 4, Priority: "urgent" is not one of low, medium, high, critical.'),
  ).toBeVisible()
  await expect(page.getByText('Columns that are not imported: Agent')).toBeVisible()
  await checkAccessibility('the preview')
  await page.getByRole('button', { name: 'Import only the 2 right rows' }).click()
  await expect(page.getByText('2 tickets were imported.')).toBeVisible()

  await page.goto(`/tickets?search=${word}&ordering=created_at`)
  await expect(page.getByRole('listitem').filter({ hasText: word })).toHaveText([
    /Drücker.*Er brummt; laut\..*High.*Resolved/,
    /^(?!.*').*=1\+1.*Formula\..*Open/,
  ])
})
