/** Fails when a first page needs more JavaScript than its budget allows; `npm run build` must have run before. */
import { readFileSync, statSync } from 'node:fs'

const BUDGET_KB = 120
// Beside the start and the words of one language, what app/screens.ts loads for the address.
const firstPages = {
  'the list': ['src/tickets/list/ticket-list-page.tsx'],
  'a ticket': ['src/tickets/detail/ticket-page.tsx'],
  'a new ticket': ['src/tickets/new/new-ticket-page.tsx'],
  'the statistics': ['src/stats/stats-page.tsx'],
}

const dist = new URL('dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

/** A chunk and all that it imports at once, by their names in the manifest. */
function withImports(name, found = new Set()) {
  if (!manifest[name]) throw new Error(`The build has no ${name}: does budget.mjs still know the screens?`)
  if (!found.has(name)) {
    found.add(name)
    for (const imported of manifest[name].imports ?? []) withImports(imported, found)
  }
  return found
}

// precompress.ts writes what is sent.
const compressedKb = ({ file }) => statSync(new URL(`${file}.br`, dist)).size / 1000

const catalogues = Object.keys(manifest).filter((name) => name.endsWith('.po'))
const largestCatalogue = catalogues.sort((a, b) => compressedKb(manifest[b]) - compressedKb(manifest[a]))[0]

/** Its chunks, the largest first, with their sizes in kB. */
function chunksOf(screens) {
  const names = new Set(
    ['index.html', largestCatalogue, ...screens].flatMap((name) => [...withImports(name)]),
  )
  return [...names]
    .map((name) => ({ file: manifest[name].file, kb: compressedKb(manifest[name]) }))
    .sort((a, b) => b.kb - a.kb)
}

let isOver = false
for (const [page, screens] of Object.entries(firstPages)) {
  const chunks = chunksOf(screens)
  const sum = chunks.reduce((total, { kb }) => total + kb, 0)
  console.log(`${page}: ${sum.toFixed(1)} of ${BUDGET_KB} kB of compressed JavaScript`)
  if (sum <= BUDGET_KB) continue
  isOver = true
  for (const { file, kb } of chunks) console.log(`  ${kb.toFixed(1).padStart(6)} kB  ${file}`)
}
if (isOver) {
  console.error('Too much for a first page: load what is rarely needed later, by lazy() or import().')
  process.exitCode = 1
}
