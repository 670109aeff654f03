import { readFile } from 'node:fs/promises'
import { expect, test, unique } from './fixtures'

test('what the filters show is saved as a file that no spreadsheet runs', async ({ page, api }) => {
  const word = unique('export').replace(' ', '')
  await api.create({ title: `=1+1 ${word}`, description: 'A "quoted" word; ünd 日本.' })
  await api.create({ title: `Other ${word}`, category: 'billing' })
  await page.goto(`/tickets?search=${word}&category=general`)

  async function save(link: string) {
    await page.getByRole('button', { name: 'Export and import' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('link', { name: link }).click()
    const file = await saving
    await expect(page.getByRole('link', { name: link })).toBeHidden()
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
  }

  const csv = await save('CSV for spreadsheets')
  expect(csv.name).toMatch(/^hushdesk-tickets-\d{4}-\d\d-\d\d\.csv$/)
  expect(csv.text).toContain(`,'=1+1 ${word},"A ""quoted"" word; ünd 日本.",general,`)
  expect(csv.text).not.toContain('Other')
  const json = await save('JSON for programs')
  const tickets = JSON.parse(json.text) as { title: string }[]
  expect(tickets.map(({ title }) => title)).toEqual([`=1+1 ${word}`])
})
