import { speak } from '../i18n/languages'
import { storage } from '../ui/storage'

// The same key is read by public/start.js before the first paint.
const KEY = 'hushdesk.language'
const remembered = storage('localStorage')

/** Shows everything in this language, on this device from now on. */
export async function chooseLanguage(language: string) {
  await speak(language)
  remembered.write(KEY, language)
}
