import { t } from '@lingui/core/macro'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useCommands } from '../../../ui/commands'
import { SearchIcon } from '../../../ui/icons'

const PAUSE_MS = 250

type SearchBoxProps = { value: string; onSearch: (value: string) => void }

/** The text goes into the address after a short pause; when the address changes otherwise, the address wins. */
function useTyping({ value, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState({ text: value, over: value })
  const text = typed.over === value ? typed.text : value
  const wanted = text.trim()
  const settle = useEffectEvent(() => {
    setTyped({ text, over: wanted })
    onSearch(wanted)
  })
  useEffect(() => {
    if (wanted === value) return
    const timer = setTimeout(settle, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [wanted, value])
  return { text, type: (next: string) => setTyped({ text: next, over: value }) }
}

export function SearchBox(props: SearchBoxProps) {
  const { text, type } = useTyping(props)
  const input = useRef<HTMLInputElement>(null)
  useCommands([{ name: t`Search the tickets`, keys: '/', run: () => input.current?.focus() }])
  return (
    <div className="search">
      <SearchIcon />
      <input
        ref={input}
        className="input"
        type="search"
        aria-label={t`Search`}
        aria-keyshortcuts="/"
        placeholder={t`Search tickets and comments`}
        value={text}
        onChange={(event) => type(event.target.value)}
      />
      <kbd className="search__key" aria-hidden="true">
        /
      </kbd>
    </div>
  )
}
