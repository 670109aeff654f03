import { t } from '@lingui/core/macro'
import { Suspense } from 'react'
import { later } from '../../../ui/later'
import { Toast } from '../../../ui/toast'
import type { TicketWork } from './use-ticket-work'

const ChoiceDialog = later(() => import('../../changes/choice-dialog').then((file) => file.ChoiceDialog))
const SelectionBar = later(() => import('./selection-bar').then((file) => file.SelectionBar))

/** What can be done with the selected tickets, and what was done last: at the foot of the screen, over the list. */
export function TicketWorkDock({ work }: { work: TicketWork }) {
  const { selection, changing, question } = work
  const { message, problem, undo, dismiss, dismissProblem } = changing
  return (
    <>
      <p className="visually-hidden" role="status">
        {message?.text}
      </p>
      <div className="dock">
        {problem && (
          <Toast isProblem onClose={dismissProblem}>
            {problem}
          </Toast>
        )}
        {message && (
          <Toast
            onClose={dismiss}
            actions={
              message.undo && (
                <button type="button" aria-keyshortcuts="z" onClick={undo}>
                  {t`Undo`} <kbd aria-hidden="true">z</kbd>
                </button>
              )
            }
          >
            {message.text}
          </Toast>
        )}
        <Suspense fallback={null}>{selection.ids.length > 0 && <SelectionBar work={work} />}</Suspense>
      </div>
      <Suspense fallback={null}>{question && <ChoiceDialog {...question} />}</Suspense>
    </>
  )
}
