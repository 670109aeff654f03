import { Modal } from '../../../ui/modal'

type DiscardDialogProps = { onKeep: () => void; onDiscard: () => void }

export const DiscardDialog = ({ onKeep, onDiscard }: DiscardDialogProps) => (
  <Modal label="Discard what you have written?" className="modal--question" onClose={onKeep}>
    <h2 className="modal__title">Discard what you have written?</h2>
    <p>The ticket stays as it is.</p>
    <div className="modal__foot">
      <button type="button" className="button" data-autofocus onClick={onKeep}>
        Keep writing
      </button>
      <button type="button" className="button" data-danger onClick={onDiscard}>
        Discard
      </button>
    </div>
  </Modal>
)
