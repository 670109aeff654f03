import { readdirSync } from 'node:fs'
import type { LinguiConfig } from '@lingui/conf'
import { formatter } from '@lingui/format-po'

const FOLDER = 'src/i18n'

/** A language is a catalogue: `de.po`. */
const locales = readdirSync(new URL(FOLDER, import.meta.url))
  .filter((file) => file.endsWith('.po'))
  .map((file) => file.replace('.po', ''))

export default {
  sourceLocale: 'en',
  fallbackLocales: { default: 'en' },
  locales,
  catalogs: [
    { path: `<rootDir>/${FOLDER}/{locale}`, include: ['src'], exclude: ['**/*.test.*', 'src/test'] },
  ],
  // Without what changes all the time, two people seldom change the same lines.
  format: formatter({ lineNumbers: false }),
  orderBy: 'message',
} satisfies LinguiConfig
