import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, it } from 'vitest'
import type { Finding } from '../../api/schema'
import { aPerson, aSession } from '../../test/factory'
import { openApp } from '../../test/render'
import { server } from '../../test/server'

const well: Finding = { title: 'Database', verdict: 'ok', detail: 'PostgreSQL 17.2, 12 MB.', advice: '' }
const noBackup: Finding = {
  title: 'Back-up',
  verdict: 'look',
  detail: 'No back-up of this database is known.',
  advice: 'Run make backup.',
}
const noWorker: Finding = {
  title: 'Worker',
  verdict: 'broken',
  detail: 'No worker is at work.',
  advice: 'Start it.',
}

const givenFindings = (...findings: Finding[]) =>
  server.use(http.get('*/api/system/', () => HttpResponse.json({ version: '0.1.0', findings })))

it('says what is broken, and what to do about it', async () => {
  givenFindings(noWorker, noBackup, well)
  openApp('/system')
  expect(await screen.findByRole('alert')).toHaveTextContent('1 thing is broken')
  const [first] = within(screen.getByRole('main')).getAllByRole('listitem')
  expect(first).toHaveTextContent('WorkerNo worker is at work.Start it.Broken')
})

it('tells what works but should be looked at from what is well', async () => {
  givenFindings(noBackup, well)
  openApp('/system')
  expect(await screen.findByRole('alert')).toHaveTextContent('It works, with 1 thing to look at')
})

it('says that all is well, without an alarm', async () => {
  givenFindings(well)
  openApp('/system')
  expect(await screen.findByText('Everything is as it should be')).toBeVisible()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

it('says why nobody could look', async () => {
  server.use(
    http.get('*/api/system/', () =>
      HttpResponse.json({ detail: 'It broke.', code: 'server_error', request_id: '3f2a' }, { status: 500 }),
    ),
  )
  openApp('/system')
  expect(await screen.findByText('It broke. Quote 3f2a when you ask for help.')).toBeVisible()
})

it('is nowhere for those whose business it is not', async () => {
  server.use(
    http.get('*/api/session/', () =>
      HttpResponse.json(aSession({ access: 'login', person: aPerson({ role: 'agent' }) })),
    ),
  )
  openApp('/system')
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeVisible()
})
