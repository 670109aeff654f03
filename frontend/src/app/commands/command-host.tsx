import { t } from '@lingui/core/macro'
import { Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { useIsManager, useLetsPeopleIn, usePerson, useWorksOnTickets } from '../../api/session'
import { commandsNow, useCommands, type Command } from '../../ui/commands'
import { KeyboardIcon } from '../../ui/icons'
import { later } from '../../ui/later'
import { appCommands } from './app-commands'

const Palette = later(() => import('./palette').then((file) => file.Palette))
const ShortcutsDialog = later(() => import('./shortcuts-dialog').then((file) => file.ShortcutsDialog))

/** Listens for the keys of every screen, and shows the palette and the list of keys. */
export function CommandHost() {
  const navigate = useNavigate()
  const rights = {
    worksOnTickets: useWorksOnTickets(),
    letsPeopleIn: useLetsPeopleIn(),
    isManager: useIsManager(),
    hasAccount: usePerson() !== undefined,
  }
  const [open, setOpen] = useState<'shortcuts' | Command[] | null>(null)
  const close = () => setOpen(null)
  const openShortcuts = () => setOpen('shortcuts')
  useCommands([
    ...appCommands(navigate, rights),
    { name: t`Show the keyboard shortcuts`, keys: '?', run: openShortcuts },
    // As things stand before it opens: then the focus still tells which ticket is meant.
    { keys: 'Mod+k', run: () => setOpen((now) => now ?? commandsNow()) },
  ])
  return (
    <>
      <button
        type="button"
        className="keys-button"
        aria-label={t`Keyboard shortcuts`}
        title={t`Keyboard shortcuts`}
        onClick={openShortcuts}
      >
        <KeyboardIcon />
      </button>
      <Suspense fallback={null}>
        {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
        {Array.isArray(open) && <Palette commands={open} onClose={close} />}
      </Suspense>
    </>
  )
}
