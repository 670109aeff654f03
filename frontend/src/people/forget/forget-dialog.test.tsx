import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, it, vi } from 'vitest'
import type { MarkedExport, Traces } from '../../api/schema'
import { aMember, aPerson, aSession } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const rita = aMember()

const traces: Traces = { name: 'Rita', username: 'rita', tickets: 1, comments: 2, changes: 0, mentions: 3 }

const stored: MarkedExport = {
  fingerprint: 'the-fingerprint',
  name: 'Rita',
  account: null,
  tickets: [],
  comments: [],
  changes: [],
}

const files: { name: string; text: Promise<string> }[] = []

beforeEach(() => {
  files.length = 0
  let last = new Blob()
  // jsdom has neither: a browser saves the file.
  URL.createObjectURL = (blob) => {
    last = blob as Blob
    return 'blob:file'
  }
  URL.revokeObjectURL = () => undefined
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    files.push({ name: this.download, text: last.text() })
  })
})

/** What the server is asked, one after the other. */
function givenRita(answers: { traces?: (url: URL) => Response; erase?: () => Response } = {}) {
  const asked: string[] = []
  const note = (request: Request) => {
    const url = new URL(request.url)
    asked.push(`${request.method} ${url.search}`)
    return url
  }
  server.use(
    http.get('*/api/session/', () =>
      HttpResponse.json(aSession({ access: 'login', person: aPerson({ role: 'admin' }) })),
    ),
    http.get('*/api/people/', () => HttpResponse.json([rita])),
    http.get('*/api/invitations/', () => HttpResponse.json([])),
    http.get('*/api/people/traces/', ({ request }) => {
      const url = new URL(request.url)
      return answers.traces?.(url) ?? HttpResponse.json(traces)
    }),
    http.get('*/api/people/traces/export/', ({ request }) => {
      note(request)
      return HttpResponse.json(stored)
    }),
    http.delete('*/api/people/traces/', ({ request }) => {
      note(request)
      return answers.erase?.() ?? HttpResponse.json({ tickets: 1, comments: 2, changes: 0 })
    }),
  )
  return asked
}

async function openDialog() {
  const { user } = openApp('/people')
  await user.click(await screen.findByRole('button', { name: 'Change Rita' }))
  await user.click(await screen.findByRole('button', { name: 'Forget this person…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Forget a person' }))
  return { user, dialog }
}

it('erases nothing before there is a file, which somebody says they have', async () => {
  const asked = givenRita()
  const { user, dialog } = await openDialog()
  expect(await dialog.findByText('1 ticket that they filed')).toBeVisible()
  expect(dialog.getByText('2 comments with their name')).toBeVisible()
  expect(dialog.getByRole('button', { name: 'Download' })).toHaveFocus()
  const erase = dialog.getByRole('button', { name: 'Erase for good' })
  const kept = dialog.getByRole('checkbox', { name: /^I have the file/ })
  expect(kept).toBeDisabled()
  await user.click(erase)
  await user.click(dialog.getByRole('button', { name: 'Download' }))
  expect(await dialog.findByText(/^Your browser was given hushdesk-rita\.json/)).toBeVisible()
  await user.click(erase)
  expect(asked).toEqual(['GET ?person=rita'])
  await user.click(kept)
  await user.click(erase)
  expect(await dialog.findByText('The person is forgotten')).toBeVisible()
  expect(dialog.getByRole('button', { name: 'Done' })).toHaveFocus()
  expect(asked).toEqual([
    'GET ?person=rita',
    'DELETE ?person=rita&exported=the-fingerprint&keep_tickets=false',
  ])
  expect(files.map(({ name }) => name)).toEqual(['hushdesk-rita.json'])
  expect(JSON.parse(await files[0]!.text)).toEqual(stored)
})

it('asks for a new file when something has been added since', async () => {
  const refused = { detail: 'Something has been added since the export.', code: 'changed_since_export' }
  givenRita({ erase: () => HttpResponse.json(refused, { status: 409 }) })
  const { user, dialog } = await openDialog()
  await user.click(await dialog.findByRole('button', { name: 'Download' }))
  await user.click(await dialog.findByRole('checkbox', { name: /^I have the file/ }))
  await user.click(dialog.getByRole('button', { name: 'Erase for good' }))
  expect(await dialog.findByText('Something has been added since the export.')).toBeVisible()
  expect(dialog.getByRole('checkbox', { name: /^I have the file/ })).toBeDisabled()
  expect(dialog.getByRole('button', { name: 'Download' })).toBeVisible()
})

it('leads to the tickets of others in which the name stands', async () => {
  givenRita()
  const { dialog } = await openDialog()
  const link = await dialog.findByRole('link', { name: 'See whom it means' })
  expect(link).toHaveAttribute('href', '/tickets?search=Rita')
})

it('goes on where others have the same name only when told to', async () => {
  const refused = { detail: 'Several people have this name.', code: 'namesakes' }
  givenRita({
    traces: ({ searchParams }) =>
      searchParams.get('with_namesakes')
        ? HttpResponse.json(traces)
        : HttpResponse.json(refused, { status: 409 }),
  })
  const { user, dialog } = await openDialog()
  expect(await dialog.findByText('Several people have this name.')).toBeVisible()
  await user.click(dialog.getByRole('button', { name: /^Continue/ }))
  expect(await dialog.findByRole('button', { name: 'Download' })).toBeVisible()
})

it('finds somebody without an account by the name', async () => {
  const looked: (string | null)[] = []
  givenRita({
    traces: ({ searchParams }) => {
      looked.push(searchParams.get('person'))
      return HttpResponse.json({ ...traces, name: 'Old Colleague', username: '', tickets: 0 })
    },
  })
  const { user } = openApp('/people')
  await user.click(await screen.findByRole('button', { name: /^Forget somebody without an account/ }))
  const dialog = within(screen.getByRole('dialog', { name: 'Forget a person' }))
  await user.type(dialog.getByLabelText('Name'), 'Old Colleague')
  await user.click(dialog.getByRole('button', { name: 'See what is stored' }))
  expect(await dialog.findByText('Without an account')).toBeVisible()
  expect(dialog.queryByRole('checkbox', { name: /^Keep the tickets/ })).not.toBeInTheDocument()
  expect(looked).toEqual(['Old Colleague'])
})
