import { t } from '@lingui/core/macro'
import type { Link } from '../../api/schema'
import { Modal } from '../../ui/modal'
import { Secret } from '../../ui/secret'
import { dayAndTime } from '../../ui/time-ago'

/** A link that lets somebody in. The server tells it once, and so it is shown until it is closed. */
export function LinkDialog({ link, onClose }: { link: Link; onClose: () => void }) {
  const { name } = link
  const when = dayAndTime(new Date(link.expires_at))
  const title = name ? t`A link for ${name}` : t`The link`
  return (
    <Modal label={title} className="modal--form" onClose={onClose}>
      <h2>{title}</h2>
      <p>{t`Pass it on to that person alone: whoever opens it first is let in. It works once, until ${when}, and is not shown again.`}</p>
      <Secret label={t`Link`} value={`${globalThis.location.origin}/welcome#${link.token}`} />
      <div className="modal__foot">
        <button type="button" className="button" onClick={onClose}>
          {t`Done`}
        </button>
      </div>
    </Modal>
  )
}
