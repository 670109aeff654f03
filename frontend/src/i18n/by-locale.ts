import { i18n } from '@lingui/core'

/** Something that depends on the locale, as the formats of `Intl` do, made once for each that is shown. */
export function byLocale<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>()
  return () => {
    const locale = i18n.locales?.[0] ?? i18n.locale
    const known = made.get(locale) ?? make(locale)
    made.set(locale, known)
    return known
  }
}
