import { t } from '@lingui/core/macro'
import type { MadeApiToken } from '../../api/schema'
import { Modal } from '../../ui/modal'
import { Secret } from '../../ui/secret'
import { dayAndTime } from '../../ui/time-ago'

/** A new token. The server tells it once, and so it is shown until it is closed. */
export function TokenDialog({ made, onClose }: { made: MadeApiToken; onClose: () => void }) {
  const when = dayAndTime(new Date(made.expires_at))
  return (
    <Modal label={t`The new token`} className="modal--form" onClose={onClose}>
      <h2>{t`The new token`}</h2>
      <p>{t`Keep it like a password: whoever has it can use it, until ${when}. It is not shown again.`}</p>
      <Secret label={t`Token`} value={made.token} />
      <p>
        {t`Programs send it with every call:`} <code>Authorization: Bearer hd_…</code>
      </p>
      <div className="modal__foot">
        <button type="button" className="button" onClick={onClose}>
          {t`Done`}
        </button>
      </div>
    </Modal>
  )
}
