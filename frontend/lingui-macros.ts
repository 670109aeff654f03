import { transformAsync } from '@babel/core'
import linguiMacros from '@lingui/babel-plugin-lingui-macro'
import type { Plugin } from 'vite'

/**
 * Turns the macros of Lingui into calls of its library. The React plugin brings no Babel any more, and Rolldown's own
 * plugin for it wants Node 22.
 */
export const macros = (): Plugin => ({
  name: 'hushdesk:macros',
  enforce: 'pre',
  transform: {
    filter: { id: /\/src\/.*\.tsx?$/, code: /@lingui\/(core|react)\/macro/ },
    async handler(code, id) {
      const result = await transformAsync(code, {
        filename: id,
        configFile: false,
        babelrc: false,
        sourceMaps: true,
        parserOpts: { plugins: id.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'] },
        plugins: [linguiMacros],
      })
      return result?.code ? { code: result.code, map: result.map ?? null } : null
    },
  },
})
