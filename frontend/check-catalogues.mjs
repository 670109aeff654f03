// Compares the sentences in the sources with the catalogues, and changes nothing. Ends with 1 where they differ.
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'

const [catalogue] = await getCatalogs(getConfig())
const inSources = await catalogue.collect()
if (!inSources) throw new Error('The sources could not be read; what is wrong is above.')

const problems = Object.entries(await catalogue.readAll()).flatMap(([language, entries]) => [
  ...Object.entries(inSources)
    .filter(([id]) => !entries[id]?.translation)
    .map(([, { message }]) => `${language}.po does not have: ${message}`),
  ...Object.entries(entries)
    .filter(([id, { obsolete }]) => obsolete || !inSources[id])
    .map(([, { message }]) => `${language}.po has what is nowhere any more: ${message}`),
])

if (problems.length > 0) {
  console.error(problems.join('\n'))
  console.error('Run: npm run i18n (in frontend/), then translate what is empty in src/i18n/*.po.')
  process.exitCode = 1
}
