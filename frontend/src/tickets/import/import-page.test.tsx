import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { ImportRow, RowError } from '../../api/schema'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const ID = 'b3f1c2d4-0000-4000-8000-000000000000'
const fields = ['title', 'description', 'priority']

/** A server that takes rows, and finds wrong what `isWrong` says. Answers what it was sent. */
function givenImports(isWrong: (row: ImportRow) => boolean = () => false) {
  const sent: { pieces: ImportRow[][]; commits: unknown[]; dropped: boolean } = {
    pieces: [],
    commits: [],
    dropped: false,
  }
  server.use(
    http.post('*/api/tickets/import/', async ({ request }) => {
      const { header } = (await request.json()) as { header: string[] }
      const columns = header.map((name) => ({
        name,
        field: fields.includes(name.toLowerCase()) ? name.toLowerCase() : null,
      }))
      return HttpResponse.json({ id: ID, columns }, { status: 201 })
    }),
    http.post(`*/api/tickets/import/${ID}/rows/`, async ({ request }) => {
      const { rows } = (await request.json()) as { rows: ImportRow[] }
      sent.pieces.push(rows)
      const errors: RowError[] = rows
        .filter(isWrong)
        .map(({ number }) => ({ number, column: 'Priority', message: '"urgent" is not one of low.' }))
      return HttpResponse.json({ valid: rows.length - errors.length, errors })
    }),
    http.post(`*/api/tickets/import/${ID}/commit/`, async ({ request }) => {
      sent.commits.push(await request.json())
      if (sent.commits.length === 1) return HttpResponse.json(null, { status: 504 })
      return HttpResponse.json({ created: 1, left_out: 1 })
    }),
    http.delete(`*/api/tickets/import/${ID}/`, () => {
      sent.dropped = true
      return new HttpResponse(null, { status: 204 })
    }),
  )
  return sent
}

async function openWith(content: BlobPart) {
  const { user } = openApp('/import')
  const field = await screen.findByLabelText(/Drop a CSV file here/)
  await user.upload(field, new File([content], 'tickets.csv', { type: 'text/csv' }))
  return user
}

it('shows errors by row and column before anything is imported, and then imports what is right', async () => {
  const sent = givenImports((row) => row.cells.includes('urgent'))
  const user = await openWith(
    '\ufeffTitle;Description;Priority;Secret\r\n"a;b";"two\nlines";low;x\r\n\r\nt;d;urgent;x\r\n',
  )
  expect(await screen.findByText('Row 4, Priority: "urgent" is not one of low.')).toBeVisible()
  expect(screen.getByText('Columns that are not imported: Secret')).toBeVisible()
  expect(screen.getByRole('cell', { name: 'a;b' })).toBeVisible()
  expect(sent.pieces).toEqual([
    [
      { number: 2, cells: ['a;b', 'two\nlines', 'low', ''] },
      { number: 4, cells: ['t', 'd', 'urgent', ''] },
    ],
  ])
  await user.click(screen.getByRole('button', { name: 'Import only the 1 valid row' }))
  // The answer was lost: whoever asks again makes no ticket twice.
  expect(await screen.findByText(/Trying again is safe/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Import only the 1 valid row' }))
  expect(await screen.findByText('1 ticket was imported.')).toBeVisible()
  expect(screen.getByText('1 row was left out.')).toBeVisible()
  expect(sent.commits).toEqual([
    { rows: 2, leave_out_errors: true },
    { rows: 2, leave_out_errors: true },
  ])
  await user.click(screen.getByRole('link', { name: 'Go to the tickets' }))
  expect(sent.dropped).toBe(false)
})

it('sends a long file in pieces, and no row twice', async () => {
  const sent = givenImports()
  const lines = Array.from({ length: 1200 }, (_, index) => `t${index},d`)
  await openWith(`title,description\n${lines.join('\n')}`)
  expect(await screen.findByRole('button', { name: 'Import 1,200 tickets' })).toBeVisible()
  expect(sent.pieces.map((rows) => rows.length)).toEqual([500, 500, 200])
  expect(sent.pieces.flat().map((row) => row.cells[0])).toEqual(lines.map((line) => line.split(',')[0]))
})

it('forgets what was sent when another file is chosen', async () => {
  const sent = givenImports()
  const user = await openWith('title,description\nt,d')
  await user.click(await screen.findByRole('button', { name: 'Choose another file' }))
  await waitFor(() => expect(sent.dropped).toBe(true))
  expect(screen.getByLabelText(/Drop a CSV file here/)).toBeInTheDocument()
})

it.each([
  ['is not UTF-8', new Uint8Array([0x74, 0xfc, 0x0a])],
  ['has no tickets', 'title,description\n'],
  ['quotation mark that is not closed', 'title,description\n"t,d'],
  ['There is no column title.', 'subject,description\nt,d'],
])('says what is wrong with a file, and lets one choose again: %s', async (message, content) => {
  server.use(
    http.post('*/api/tickets/import/', () =>
      HttpResponse.json({ header: ['There is no column title.'] }, { status: 400 }),
    ),
  )
  await openWith(content)
  expect(await screen.findByRole('alert')).toHaveTextContent(message)
  expect(screen.getByLabelText(/Drop a CSV file here/)).toBeInTheDocument()
})
