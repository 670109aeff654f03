import { plural, t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../../api/client'
import { unwrap } from '../../../api/errors'
import { Modal } from '../../../ui/modal'

type RemoveDemoDialogProps = { count: number; onClose: () => void }

/** Asks before the demo tickets go for good. Then the list shows what is left or, if nothing is, how to begin. */
export function RemoveDemoDialog({ count, onClose }: RemoveDemoDialogProps) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/tickets/demo/')),
    onSuccess: onClose,
  })
  const title = plural(count, { one: 'Remove # demo ticket?', other: 'Remove # demo tickets?' })
  return (
    <Modal label={title} className="modal--question" onClose={onClose}>
      <h2 className="modal__title">{title}</h2>
      <p>{t`They were invented to look around in. Their history and the comments on them go as well.`}</p>
      <p>{t`All other tickets stay. This cannot be undone.`}</p>
      {error && (
        <p className="field__error" role="alert">
          {error.message}
        </p>
      )}
      <div className="modal__foot">
        <button type="button" className="button" data-autofocus onClick={onClose}>
          {t`Keep them`}
        </button>
        <button
          type="button"
          className="button"
          data-danger
          aria-disabled={isPending || undefined}
          onClick={() => !isPending && mutate()}
        >
          {isPending ? t`Removing…` : t`Remove the demo tickets`}
        </button>
      </div>
    </Modal>
  )
}
