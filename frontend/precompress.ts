import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { Plugin } from 'vite'

const packed = promisify(brotliCompress)

async function pack(file: string) {
  await writeFile(`${file}.br`, await packed(await readFile(file)))
}

/** Packs scripts and styles once, a seventh smaller than servers do as they go; Caddy and WhiteNoise send these. */
export const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    const names = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))
    await Promise.all(names.map((name) => pack(join(dir, name))))
  },
})
