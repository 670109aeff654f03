import { plural, t } from '@lingui/core/macro'
import { useId, useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import type { Command } from '../../ui/commands'
import { SearchIcon } from '../../ui/icons'
import { intoView } from '../../ui/into-view'
import { Modal } from '../../ui/modal'

type PaletteProps = { commands: Command[]; onClose: () => void }
type Offer = { name: string; keys?: string | undefined; run: () => void }

/** Every word that is typed begins a word of the name. */
function matches(name: string, typed: string) {
  const words = name.toLowerCase().split(/\s+/)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)))
}

/** What a text offers beside the commands: to open a ticket by its number, and to search for it. */
function useOffers(commands: Command[], typed: string): Offer[] {
  const navigate = useNavigate()
  const named = commands.flatMap(({ name, keys, run }) =>
    name && matches(name, typed) ? [{ name, keys, run }] : [],
  )
  const number = /^#?(\d{1,15})$/.exec(typed)?.[1]
  return [
    ...(number ? [{ name: t`Open ticket ${number}`, run: () => void navigate(`/tickets/${number}`) }] : []),
    ...named,
    ...(typed
      ? [
          {
            name: t`Search the tickets for “${typed}”`,
            run: () => void navigate(`/tickets?${new URLSearchParams({ search: typed })}`),
          },
        ]
      : []),
  ]
}

/** A combobox whose list is always open: the focus stays in the field, the arrow keys walk through the list. */
export function Palette({ commands, onClose }: PaletteProps) {
  const id = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const offers = useOffers(commands, text.trim())
  const chosen = offers[active]

  function run(offer: Offer) {
    onClose()
    // Once the dialog has given the focus back, which may tell what the command is for.
    setTimeout(offer.run)
  }
  function press(event: KeyboardEvent) {
    // Enter then ends what an input method composes.
    if (event.nativeEvent.isComposing) return
    const next = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: offers.length - 1 }[event.key]
    if (event.key === 'Enter' && chosen) run(chosen)
    if (next === undefined || offers.length === 0) return
    event.preventDefault()
    setActive((next + offers.length) % offers.length)
  }

  return (
    <Modal label={t`Commands`} className="modal--palette" onClose={onClose}>
      <div className="palette__field">
        <SearchIcon />
        <input
          className="palette__input"
          role="combobox"
          aria-label={t`Command`}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen && `${id}-${active}`}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={t`Type a command, a number or words to search for`}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setActive(0)
          }}
          onKeyDown={press}
        />
      </div>
      <ul className="palette__list" role="listbox" id={`${id}-list`} aria-label={t`Commands`}>
        {offers.map((offer, index) => (
          // eslint-disable-next-line jsx-a11y-x/click-events-have-key-events -- the field has the focus and the keys
          <li
            key={offer.name}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            ref={index === active ? intoView : undefined}
            onClick={() => run(offer)}
            onPointerMove={() => setActive(index)}
          >
            {offer.name}
            {offer.keys && <kbd aria-hidden="true">{offer.keys}</kbd>}
          </li>
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {plural({ offers: offers.length }, { one: '# command', other: '# commands' })}
      </p>
    </Modal>
  )
}
