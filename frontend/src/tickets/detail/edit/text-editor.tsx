import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useState, type KeyboardEvent, type SubmitEvent } from 'react'
import type { TicketDetail } from '../../../api/schema'
import { DescriptionField, TitleField } from '../../new/text-fields'
import { DiscardDialog } from './discard-dialog'
import { NotSaved, Rewritten } from './edit-problem'
import { Theirs } from './theirs'
import { useEditor } from './use-editor'

type TextEditorProps = {
  ticket: TicketDetail
  /** It goes on where a person left it, who may not want to at once. */
  isRestored: boolean
  onClose: (how?: { isSaved: boolean }) => void
}

export function TextEditor({ ticket, isRestored, onClose }: TextEditorProps) {
  const [isAsking, setIsAsking] = useState(false)
  const { form, text, errors, shown, isPending, problem, isChanged, save, write, drop } = useEditor(
    ticket,
    onClose,
  )

  const leave = () => (isChanged ? setIsAsking(true) : onClose())
  function discardIt() {
    setIsAsking(false)
    onClose()
  }
  function submit(event: SubmitEvent) {
    event.preventDefault()
    save()
  }
  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
    if (event.key !== 'Escape') return
    // It closes no more than this.
    event.preventDefault()
    leave()
  }

  return (
    <>
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions -- keys of all its fields */}
      <form
        className="ticket-edit card"
        aria-label={t`Title and description`}
        ref={form}
        noValidate
        onSubmit={submit}
        onKeyDown={press}
      >
        {isRestored && isChanged && (
          <p className="ticket-edit__restored">
            {t`Your unsaved edit is back. It is kept on this device only.`}{' '}
            <button type="button" className="link" onClick={discardIt}>
              {t`Discard it`}
            </button>
          </p>
        )}
        {shown.areShown && <Rewritten />}
        <div className="ticket-edit__field">
          <TitleField
            value={text.title}
            error={errors['title']}
            focused={!isRestored}
            readOnly={isPending}
            onEdit={(title) => write('title', title)}
          />
          <Theirs text={shown.of('title')} onTake={() => drop('title')} />
        </div>
        <div className="ticket-edit__field">
          <DescriptionField
            value={text.description}
            error={errors['description']}
            readOnly={isPending}
            onEdit={(description) => write('description', description)}
          />
          <Theirs text={shown.of('description')} onTake={() => drop('description')} />
        </div>
        {problem && <NotSaved error={problem} />}
        <EditorFoot isSaving={isPending} isOverTheirs={shown.areShown} onCancel={leave} />
      </form>
      {isAsking && <DiscardDialog onKeep={() => setIsAsking(false)} onDiscard={discardIt} />}
    </>
  )
}

type EditorFootProps = { isSaving: boolean; isOverTheirs: boolean; onCancel: () => void }

const EditorFoot = ({ isSaving, isOverTheirs, onCancel }: EditorFootProps) => (
  <div className="form__foot">
    <p className="form__keys">
      <Trans>
        <kbd>Ctrl</kbd> <kbd>Enter</kbd> to save
      </Trans>
    </p>
    <button type="button" className="button" data-quiet onClick={onCancel}>
      {t`Cancel`}
    </button>
    <button className="button" data-primary aria-disabled={isSaving}>
      {isSaving ? t`Saving…` : isOverTheirs ? t`Save mine` : t`Save`}
    </button>
  </div>
)
