import { t } from '@lingui/core/macro'
import type { UseMutationResult } from '@tanstack/react-query'
import { useRef, type FormEvent, type ReactNode } from 'react'
import { ApiError } from '../api/errors'
import { useFocusLeftAround } from '../ui/use-focus-left-around'

type FieldsFormProps<Answer> = {
  send: UseMutationResult<Answer, Error, Record<string, string>>
  button: string
  isDangerous?: boolean
  /** Given where there is a way back, as in a dialog. */
  onCancel?: () => void
  /** The fields, told what the server says about each. */
  children: (problems: Record<string, string>) => ReactNode
}

/** A few fields and a button; what is wrong stands beside its field, or below. What was taken is not kept. */
export function FieldsForm<Answer>({
  send,
  button,
  isDangerous = false,
  onCancel,
  children,
}: FieldsFormProps<Answer>) {
  const form = useRef<HTMLFormElement>(null)
  useFocusLeftAround(form)
  const { error } = send
  const problems = error instanceof ApiError ? error.fields : {}
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (send.isPending) return
    const given = [...new FormData(event.currentTarget)].map(([name, value]) => [name, value as string])
    send.mutate(Object.fromEntries(given) as Record<string, string>, {
      onSuccess: () => form.current?.reset(),
    })
  }
  return (
    <form className="log-in__form" onSubmit={submit} ref={form}>
      {children(problems)}
      {error && Object.keys(problems).length === 0 && (
        <p className="field__error" role="alert">
          {error.message}
        </p>
      )}
      <div className={onCancel && 'modal__foot'}>
        {onCancel && (
          <button type="button" className="button" onClick={onCancel}>
            {t`Cancel`}
          </button>
        )}
        <button
          className="button"
          data-primary={isDangerous ? undefined : true}
          data-danger={isDangerous || undefined}
          aria-disabled={send.isPending}
        >
          {button}
        </button>
      </div>
    </form>
  )
}
