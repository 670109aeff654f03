/** The browser's storage. Where it is switched off or full, nothing is remembered and nothing breaks. */
export const storage = (area: 'localStorage' | 'sessionStorage') => ({
  read(key: string): string | null {
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
    } catch {
      // Nothing to be done about it.
    }
  },
})
