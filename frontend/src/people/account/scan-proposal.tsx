import { t } from '@lingui/core/macro'
import type { Proposal } from '../../api/schema'
import { Secret } from '../../ui/secret'

/** A new second factor, for an app to read from the screen or to be typed into it. */
export const ScanProposal = ({ proposal }: { proposal: Proposal }) => (
  <div className="scan">
    <p>{t`Scan this with an app for one-time codes, such as the one that keeps your passwords.`}</p>
    <img
      className="scan__picture"
      src={`data:image/svg+xml,${encodeURIComponent(proposal.qr_code)}`}
      alt={t`QR code; the text below says the same.`}
      width={196}
      height={196}
    />
    <Secret
      label={t`Or type this into it`}
      value={proposal.secret.replace(/(.{4})(?=.)/g, '$1 ')}
      isForCopying={false}
    />
  </div>
)
