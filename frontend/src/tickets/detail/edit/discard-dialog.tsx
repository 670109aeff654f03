import { t } from '@lingui/core/macro'
import { Modal } from '../../../ui/modal'

type DiscardDialogProps = { onKeep: () => void; onDiscard: () => void }

export const DiscardDialog = ({ onKeep, onDiscard }: DiscardDialogProps) => (
  <Modal label={t`Discard what you have written?`} className="modal--question" onClose={onKeep}>
    <h2 className="modal__title">{t`Discard what you have written?`}</h2>
    <p>{t`The ticket stays as it is.`}</p>
    <div className="modal__foot">
      <button type="button" className="button" data-autofocus onClick={onKeep}>
        {t`Keep writing`}
      </button>
      <button type="button" className="button" data-danger onClick={onDiscard}>
        {t`Discard`}
      </button>
    </div>
  </Modal>
)
