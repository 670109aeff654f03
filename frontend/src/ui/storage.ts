/** What could not be written down. */
const unwritten = new Map<string, string | null>()

/** The browser's storage. Where it is switched off or full, things are remembered for as long as the page lasts. */
export const storage = (area: 'localStorage' | 'sessionStorage') => ({
  read(key: string): string | null {
    const remembered = unwritten.get(key)
    if (remembered !== undefined) return remembered
    try {
      return globalThis[area].getItem(key)
    } catch {
      return null
    }
  },
  write(key: string, value: string | null) {
    try {
      if (value === null) globalThis[area].removeItem(key)
      else globalThis[area].setItem(key, value)
      unwritten.delete(key)
    } catch {
      unwritten.set(key, value)
    }
  },
})

export const forgetUnwritten = () => unwritten.clear()
