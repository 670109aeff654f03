import { i18n, type Messages } from '@lingui/core'
import { useSyncExternalStore } from 'react'

const catalogues = import.meta.glob<{ messages: Messages }>('./*.po')
// Where the browser names no region of a language.
const usualRegions: Record<string, string> = { en: 'en-GB' }

/** The languages that there is a catalogue of, such as `de`. */
export const languages = Object.keys(catalogues).map((file) => file.replace(/^\.\/|\.po$/g, ''))

/** How dates and numbers are written: as in the person's region, where the browser tells one of that language. */
const regionOf = (language: string) =>
  navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? usualRegions[language] ?? language

/** Fetches the words of a language and shows everything in it. */
export async function speak(language: string) {
  const load = catalogues[`./${language}.po`]
  if (!load) throw new Error(`There is no catalogue of the language ${language}.`)
  const { messages } = await load()
  document.documentElement.lang = language
  i18n.loadAndActivate({ locale: language, locales: [regionOf(language)], messages })
}

/** The language that is shown; who uses it is rendered again when it changes. */
export const useLanguage = () =>
  useSyncExternalStore(
    (listener) => i18n.on('change', listener),
    () => i18n.locale,
  )

/** What a language calls itself: `Deutsch`. */
export const nameOfLanguage = (language: string) =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
