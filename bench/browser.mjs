// A browser for benches, which find it with the end-to-end tests' packages.
import { createRequire } from 'node:module'

const { chromium, expect } = createRequire(new URL('../frontend/package.json', import.meta.url))('@playwright/test')
// Chromium refuses its sandbox to root.
const ARGUMENTS = ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]

export { expect }

/** What `look` comes to with a page of a browser that was just started. */
export async function inBrowser(look) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ARGUMENTS })
  try {
    return await look(await browser.newPage({ viewport: { width: 1440, height: 900 } }))
  } finally {
    await browser.close()
  }
}
