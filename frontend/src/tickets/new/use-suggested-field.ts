import { useState, type ChangeEvent, type KeyboardEvent } from 'react'

const PASSING_KEYS = ['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Escape', 'Enter']

/**
 * A select that follows the suggestion until a person operates it; from then on it is theirs.
 * The value is derived, never copied, so there is nothing that a late suggestion could overwrite.
 */
export function useSuggestedField<T extends string>(suggested: T | undefined, remembered: T | undefined) {
  const [chosen, setChosen] = useState<T | '' | undefined>(remembered)
  const [givenUp, setGivenUp] = useState<T>()
  const value: T | '' = chosen ?? suggested ?? ''
  const choose = (next: T | '') => {
    setChosen(next)
    setGivenUp(undefined)
  }
  // Picking the value that is already shown fires no change event: operating the control is what counts.
  const own = () => setChosen((before) => before ?? value)
  return {
    value,
    chosen: chosen || undefined,
    source: chosen ? ('person' as const) : value ? ('suggestion' as const) : ('nobody' as const),
    /** What the person had chosen before they took the suggestion instead. */
    givenUp: chosen ? undefined : givenUp,
    follow: () => {
      setGivenUp(chosen || undefined)
      setChosen(undefined)
    },
    undo: () => choose(givenUp ?? ''),
    selectProps: {
      value,
      onChange: (event: ChangeEvent<HTMLSelectElement>) => choose(event.target.value as T | ''),
      onMouseDown: own,
      onKeyDown: (event: KeyboardEvent) => {
        if (!PASSING_KEYS.includes(event.key) && !event.ctrlKey && !event.metaKey) own()
      },
      // Left without a choice: it may be suggested again.
      onBlur: () => setChosen((before) => before || undefined),
    },
  }
}

export type SuggestedField<T extends string> = ReturnType<typeof useSuggestedField<T>>
