import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { areSingleKeysOn } from './single-keys'

/** Something that a person can do by a key, from the command palette, or both. */
export type Command = {
  /** Its name in the palette; without one, it is not offered there. */
  name?: string
  /** As in `j`, `g t` for one after the other, or `Mod+k` for Ctrl or, on a Mac, Command. */
  keys?: string
  /** Whether it applies right now; always, if left out. */
  when?: () => boolean
  /** Holding the key down goes on doing it. */
  isRepeated?: boolean
  /** At the end of the palette, where Enter does not do it by mistake. */
  isLast?: boolean
  run: () => void
}

const SEQUENCE_MS = 1_000
// Where a key types a character, or belongs to something that is open.
const NOT_OURS =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable], dialog, [popover]'
/** Escape closes first what is on top. */
const isPopoverOpen = () => document.querySelector(':popover-open') !== null
/** Over a dialog nothing else is done, not even where it has lost the focus. */
const isDialogOpen = () => document.querySelector('dialog[open]') !== null

const registered: RefObject<Command[]>[] = []
let begun = ''
let timer: ReturnType<typeof setTimeout> | undefined

/** What can be done on the current screen, innermost part first. */
export const commandsNow = () =>
  registered
    .toReversed()
    .flatMap(({ current }) => current)
    .filter(({ when }) => !when || when())
    .toSorted((one, other) => Number(one.isLast ?? false) - Number(other.isLast ?? false))

function begin(keys: string) {
  begun = keys
  clearTimeout(timer)
  timer = setTimeout(() => (begun = ''), SEQUENCE_MS)
}

function isOurs({ target }: KeyboardEvent) {
  return areSingleKeysOn() && !(target instanceof Element && target.closest(NOT_OURS))
}

function press(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  if (event.key === 'Escape' && isPopoverOpen()) return
  const isModified = event.ctrlKey || event.metaKey
  if (isModified ? event.shiftKey : !isOurs(event)) return
  const key = isModified ? `Mod+${event.key.toLowerCase()}` : event.key
  const keys = begun ? `${begun} ${key}` : key
  begin('')
  const commands = commandsNow()
  const command = commands.find((known) => known.keys === keys)
  if (!command) {
    if (commands.some((known) => known.keys?.startsWith(`${keys} `))) begin(keys)
    return
  }
  event.preventDefault()
  if (!isDialogOpen() && (!event.repeat || command.isRepeated)) command.run()
}

/** Offers these while the component is on screen. */
export function useCommands(commands: Command[]) {
  const latest = useRef(commands)
  useLayoutEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    if (registered.length === 0) addEventListener('keydown', press)
    registered.push(latest)
    return () => {
      registered.splice(registered.indexOf(latest), 1)
      if (registered.length === 0) removeEventListener('keydown', press)
    }
  }, [])
}
