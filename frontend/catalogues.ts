import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { HtmlTagDescriptor, Plugin } from 'vite'

const FOLDER = new URL('./src/i18n', import.meta.url)

const tag = (language: string, address: string): HtmlTagDescriptor => ({
  tag: 'meta',
  attrs: { name: 'catalogue', lang: language, content: address },
  injectTo: 'head-prepend',
})

/**
 * Names the catalogues in the page, for `public/start.js` to fetch the one that is needed together with the first
 * script rather than after it.
 */
export const catalogues = (): Plugin => ({
  name: 'hushdesk:catalogues',
  transformIndexHtml: (_html, { bundle }) => {
    if (!bundle)
      return readdirSync(FOLDER)
        .filter((file) => file.endsWith('.po'))
        .map((file) => tag(basename(file, '.po'), ''))
    return Object.values(bundle).flatMap((chunk) => {
      const file = chunk.type === 'chunk' ? chunk.facadeModuleId : null
      return file?.endsWith('.po') ? [tag(basename(file, '.po'), `/${chunk.fileName}`)] : []
    })
  },
})
