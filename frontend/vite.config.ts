import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { catalogues } from './catalogues.ts'
import { macros } from './lingui-macros.ts'
import { precompress } from './precompress.ts'

// Of what several files need: what the first page can do without, or is only for those who log in.
const isForLater =
  /\/src\/(people|api\/news-stream|app\/engine\/engine-|ui\/(linked-text|modal)|tickets\/new\/text-fields)|papaparse/

const backend = 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [macros(), react(), lingui({ failOnCompileError: true }), catalogues(), precompress()],
  server: { proxy: { '/api': backend } },
  preview: { proxy: { '/api': backend } },
  build: {
    manifest: true,
    // Without these targets light-dark() is rewritten into custom properties.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    // A file that is inlined becomes a data: address, which the Content-Security-Policy refuses for fonts.
    assetsInlineLimit: 0,
    // The whole in few files: what every screen needs, what some share, and one for each screen or dialog.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'libraries',
              test: (id) => id.includes('node_modules') && !isForLater.test(id),
              priority: 2,
            },
            { name: 'shared', test: (id) => !isForLater.test(id), minShareCount: 2, priority: 1 },
            { name: 'people', test: /\/src\/people\// },
          ],
        },
      },
    },
    // The licences of what is built in, which must be passed on with it.
    license: { fileName: 'licences.md' },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 20_000,
    env: { TZ: 'UTC' },
    coverage: { include: ['src/**'], exclude: ['src/api/schema.ts', 'src/test/**', 'src/main.tsx'] },
  },
})
