import { expect, test, unique } from './fixtures'

test('a file of a German spreadsheet is looked at, corrected where it is wrong and imported', async ({
  page,
  checkEveryLook,
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
  await checkEveryLook('the preview')
  await page.getByRole('button', { name: 'Import only the 2 valid rows' }).click()
  await expect(page.getByText('2 tickets were imported.')).toBeVisible()

  await page.goto(`/tickets?search=${word}&ordering=created_at`)
  await expect(page.getByRole('listitem').filter({ hasText: word })).toHaveText([
    /Drücker.*Er brummt; laut\..*High.*Resolved/,
    /^(?!.*').*=1\+1.*Formula\..*Open/,
  ])
})

test('a long file is imported as a whole or as far as it is right, and not a row before one says so', async ({
  page,
  api,
}) => {
  test.slow()
  const ROWS = 2_000
  const word = unique('bulk').replace(' ', '')
  const wrong = [501, 1_002, ROWS + 1]
  // The first line names the columns.
  const file = (name: string, priorityOf: (row: number) => string) => ({
    name: `${name}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(
      ['title,description,category,priority']
        .concat(
          Array.from(
            { length: ROWS },
            (_, index) => `${word} ${name} ${index},"Line one\nline two",general,${priorityOf(index + 2)}`,
          ),
        )
        .join('\n'),
    ),
  })
  const partlyWrong = (name: string) => file(name, (row) => (wrong.includes(row) ? 'urgent' : 'low'))
  const drop = page.getByLabel('Drop a CSV file here')

  await page.goto('/import')
  await drop.setInputFiles(partlyWrong('wrong'))
  await expect(page.getByText('Rows with errors: 3 of 2,000.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Errors by row' }).getByRole('listitem')).toHaveText(
    wrong.map((row) => `Row ${row}, priority: "urgent" is not one of low, medium, high, critical.`),
  )
  await page.getByRole('button', { name: 'Choose another file' }).click()
  await drop.setInputFiles(file('right', () => 'low'))
  await page.getByRole('button', { name: 'Import 2,000 tickets' }).click()
  await expect(page.getByText('2,000 tickets were imported.')).toBeVisible()
  expect(await api.search(`${word} wrong`)).toEqual([])

  await page.getByRole('button', { name: 'Import another file' }).click()
  await drop.setInputFiles(partlyWrong('partly'))
  await page.getByRole('button', { name: 'Import only the 1,997 valid rows' }).click()
  await expect(page.getByText('1,997 tickets were imported.')).toBeVisible()
  await expect(page.getByText('3 rows were left out.')).toBeVisible()

  await page.goto('/tickets?category=general&priority=low')
  await expect(page.getByRole('status').getByText('1,000+ tickets')).toBeVisible()
})
