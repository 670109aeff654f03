import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useEffect, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react'
import { flushSync } from 'react-dom'
import { ApiError } from '../../api/errors'
import { useWorksOnTickets } from '../../api/session'
import { intoView } from '../../ui/into-view'
import { check, type FieldErrors } from './checks'
import { writeDraft, type Draft } from './draft'
import { SimilarTickets } from './similar-tickets'
import { SubmitProblem } from './submit-problem'
import { SuggestedLabels } from './suggested-labels'
import { SuggestionNote } from './suggestion-note'
import { DescriptionField, TitleField } from './text-fields'
import { toTicket, useCreateTicket, type Filed } from './use-create-ticket'
import { useSimilar } from './use-similar'
import { useSuggestedField } from './use-suggested-field'
import { useSuggestion } from './use-suggestion'

type NewTicketFormProps = {
  draft: Draft
  /** It follows a ticket that was just created, so it takes the focus. */
  isNext: boolean
  onCreated: (filed: Filed) => void
}

export function NewTicketForm({ draft, isNext, onCreated }: NewTicketFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const [text, setText] = useState({ title: draft.title, description: draft.description })
  const [errors, setErrors] = useState<FieldErrors>({})
  const create = useCreateTicket(onCreated)
  const isSent = create.isPending || create.isSent
  const { suggestion, state, shown, error, retry } = useSuggestion(text, isSent)
  const worksOnTickets = useWorksOnTickets()
  const similar = useSimilar(text, isSent || !worksOnTickets)
  const category = useSuggestedField(suggestion?.suggested_category, draft.category)
  const priority = useSuggestedField(suggestion?.suggested_priority, draft.priority)

  useEffect(() => {
    writeDraft({ ...text, category: category.chosen, priority: priority.chosen })
  }, [text, category.chosen, priority.chosen])

  function edit(field: keyof typeof text, value: string) {
    setText({ ...text, [field]: value })
    setErrors({ ...errors, [field]: undefined })
  }

  function reject(found: FieldErrors) {
    flushSync(() => setErrors(found))
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    if (create.isPending) return
    const found = check(text)
    if (Object.keys(found).length > 0) return reject(found)
    const ticket = toTicket(
      { ...text, category: category.value, priority: priority.value },
      state === 'ready' ? suggestion : null,
    )
    create.send(ticket, {
      onError: (problem) => problem instanceof ApiError && reject(problem.fields),
    })
  }

  function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat)
      event.currentTarget.requestSubmit()
  }

  return (
    <div className="new-ticket__columns">
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions -- Ctrl+Enter from any of its fields */}
      <form className="card form" ref={form} noValidate onSubmit={submit} onKeyDown={submitByKey}>
        <TitleField
          value={text.title}
          error={errors['title']}
          focused={isNext}
          readOnly={create.isPending}
          onEdit={(value) => edit('title', value)}
        />
        <DescriptionField
          value={text.description}
          error={errors['description']}
          readOnly={create.isPending}
          onEdit={(value) => edit('description', value)}
        />
        <SuggestedLabels
          category={category}
          priority={priority}
          suggestion={suggestion}
          thinking={shown === 'thinking'}
          errors={errors}
        />
        <SuggestionNote state={shown} suggestion={suggestion} error={error} onRetry={retry} />
        <FormFoot isCreating={create.isPending} />
        {/* Below the button, so that the button stays under a finger that presses again. */}
        {create.error && (
          <div ref={intoView}>
            <SubmitProblem error={create.error} />
          </div>
        )}
      </form>
      {worksOnTickets && <SimilarTickets tickets={similar} />}
    </div>
  )
}

const FormFoot = ({ isCreating }: { isCreating: boolean }) => (
  <div className="form__foot">
    <p className="form__keys">
      <Trans>
        <kbd>Ctrl</kbd> <kbd>Enter</kbd> to create
      </Trans>
    </p>
    <button className="button" data-primary aria-disabled={isCreating}>
      {isCreating ? t`Creating…` : t`Create ticket`}
    </button>
  </div>
)
