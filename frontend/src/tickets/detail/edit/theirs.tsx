import { t } from '@lingui/core/macro'
import type { MouseEvent } from 'react'

type TheirsProps = { text: string | undefined; onTake: () => void }

/** Beside what one has written: what somebody else has made of it meanwhile. */
export function Theirs({ text, onTake }: TheirsProps) {
  function take({ currentTarget }: MouseEvent) {
    // The button goes, and must not take the focus along.
    currentTarget.closest('.ticket-edit__field')?.querySelector<HTMLElement>('input, textarea')?.focus()
    onTake()
  }
  if (text === undefined) return null
  return (
    <section className="theirs" aria-label={t`What somebody else wrote`}>
      <p className="theirs__head">
        {t`What somebody else wrote`}
        <button type="button" className="link" onClick={take}>
          {t`Take this`}
        </button>
      </p>
      <p className="theirs__text">{text}</p>
    </section>
  )
}
