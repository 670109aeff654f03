import { defineConfig } from '@playwright/test'
import endToEnd from '../playwright.config.ts'

/** The tests' browser and product; `make screenshots` starts the product with the demo tickets. */
export default defineConfig(endToEnd, {
  testDir: '.',
  testMatch: 'screenshots.ts',
  outputDir: '../test-results',
  reporter: 'line',
})
