import query from '@tanstack/eslint-plugin-query'
import jsxA11y from 'eslint-plugin-jsx-a11y-x'
import lingui from 'eslint-plugin-lingui'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** The one direction of imports: main -> app -> {tickets, stats, people} -> {ui, api} -> i18n. */
const mayNotImport = (from, above) => ({
  files: [`src/${from}/**`],
  ignores: ['**/*.test.*'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\./)+(${above})(/|$)`,
            message:
              'Imports point one way only: main -> app -> {tickets, stats, people} -> {ui, api} -> i18n.',
          },
        ],
      },
    ],
  },
})

export default defineConfig(
  globalIgnores(['dist', 'coverage', 'test-results', 'playwright-report', 'src/api/schema.ts']),
  tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  { files: ['src/**/*.tsx'], extends: [jsxA11y.configs.recommended] },
  reactHooks.configs.flat['recommended-latest'],
  query.configs['flat/recommended'],
  lingui.configs['flat/recommended'],
  mayNotImport('app', 'main|test'),
  mayNotImport('tickets', 'main|app|stats|people|test'),
  mayNotImport('stats', 'main|app|tickets|people|test'),
  mayNotImport('people', 'main|app|tickets|stats|test'),
  mayNotImport('ui', 'main|app|tickets|stats|people|test'),
  mayNotImport('api', 'main|app|tickets|stats|people|ui|test'),
  mayNotImport('i18n', 'main|app|tickets|stats|people|ui|api|test'),
  { files: ['**/*.js', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
)
