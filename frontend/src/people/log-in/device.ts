import { forgetUnwritten } from '../../ui/storage'

const OWNER = 'hushdesk.person'
/** What belongs to the device, whoever uses it. */
const SHARED = ['hushdesk.theme', 'hushdesk.single-keys', 'hushdesk.language']

/** Drafts and views on this device are one person's: whoever comes next does not find them. */
export function keepFor(person: number | null) {
  forgetUnwritten()
  try {
    const owner = localStorage.getItem(OWNER)
    if (person === null || (owner !== null && owner !== String(person))) forget()
    if (person !== null) localStorage.setItem(OWNER, String(person))
  } catch {
    // Where nothing can be kept, nothing more has to be forgotten.
  }
}

/** Calls back when another tab logs out, or lets somebody else in. What this tab alone keeps is forgotten by then. */
export function onOtherPerson(tell: () => void) {
  function hear({ key }: StorageEvent) {
    if (key !== OWNER) return
    sessionStorage.clear()
    tell()
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

function forget() {
  sessionStorage.clear()
  for (const key of Object.keys(localStorage))
    if (key.startsWith('hushdesk.') && !SHARED.includes(key)) localStorage.removeItem(key)
}
