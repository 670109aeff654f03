import { t } from '@lingui/core/macro'
import { useRef, useState } from 'react'
import { Field } from './field'

type SecretProps = {
  label: string
  value: string
  /** Copying is what is to be done, and not one way among others. */
  isForCopying?: boolean
}

/** Something that is shown once, to be copied. */
export function Secret({ label, value, isForCopying = true }: SecretProps) {
  const [isCopied, setIsCopied] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  async function copy() {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(value)
      setIsCopied(true)
    } catch {
      // Without HTTPS browsers have no clipboard: it is selected, and the keyboard copies it.
    }
  }
  return (
    <div className="secret">
      <Field label={label}>
        {(control) => (
          <input
            {...control}
            ref={input}
            className="input"
            readOnly
            value={value}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </Field>
      <button
        type="button"
        className="button"
        data-primary={isForCopying || undefined}
        data-autofocus
        onClick={() => void copy()}
      >
        {isCopied ? t`Copied` : t`Copy`}
      </button>
      <span className="visually-hidden" role="status">
        {isCopied && t`Copied`}
      </span>
    </div>
  )
}
