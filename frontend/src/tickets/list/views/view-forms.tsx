import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import { api } from '../../../api/client'
import { ApiError, unwrap } from '../../../api/errors'
import type { SavedView } from '../../../api/schema'
import { Field } from '../../../ui/field'
import { notDoubled } from '../../../ui/not-doubled'
import { closeAround } from '../../../ui/popover'

const LONGEST_NAME = 80

type NameFormProps = {
  name: string
  hint: string
  error: Error | null
  onSubmit: (name: string, close: () => void) => void
  children: ReactNode
}

function NameForm({ name, hint, error, onSubmit, children }: NameFormProps) {
  const message = error instanceof ApiError ? (error.fields['name'] ?? error.message) : error?.message
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    onSubmit(new FormData(form).get('name') as string, () => closeAround(form))
  }
  return (
    <form className="view-form" onSubmit={submit}>
      <Field label={t`Name of the view`} hint={hint} error={message}>
        {(control) => (
          <input
            {...control}
            className="input"
            name="name"
            defaultValue={name}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            required
          />
        )}
      </Field>
      {children}
    </form>
  )
}

/** Gives a name to what the list shows. */
export function SaveView({ query, onDone }: { query: string; onDone: () => void }) {
  const save = useMutation({
    // The rest of a view is the server's to say.
    mutationFn: (name: string) =>
      unwrap(api.POST('/api/tickets/views/', { body: { name, query } as SavedView })),
  })
  return (
    <NameForm
      name=""
      hint={t`Everybody who uses this Hushdesk sees it.`}
      error={save.error}
      onSubmit={(name, close) => {
        const onSuccess = () => {
          close()
          onDone()
        }
        save.mutate(name, { onSuccess })
      }}
    >
      <button className="button" data-primary>
        {t`Save view`}
      </button>
    </NameForm>
  )
}

/** Gives another name to a view, or deletes it, which takes two presses. */
export function ManageView({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const [isSure, setIsSure] = useState(false)
  const params = { path: { id: String(view.id) } }
  const rename = useMutation({
    mutationFn: (name: string) => unwrap(api.PATCH('/api/tickets/views/{id}/', { params, body: { name } })),
  })
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/tickets/views/{id}/', { params })),
    onSuccess: onDone,
  })
  return (
    <NameForm
      name={view.name}
      hint={t`To share it, send the address of this page.`}
      error={rename.error ?? remove.error}
      onSubmit={(name, close) => rename.mutate(name, { onSuccess: close })}
    >
      <button className="button" data-primary>
        {t`Rename`}
      </button>
      <button
        className="button"
        data-danger
        type="button"
        onClick={notDoubled(() => (isSure ? remove.mutate() : setIsSure(true)))}
      >
        {isSure ? t`Delete it for everybody` : t`Delete view`}
      </button>
    </NameForm>
  )
}
