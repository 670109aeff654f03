/** The browser's storage, where it may be switched off or full: then nothing is remembered, and nothing breaks. */
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
