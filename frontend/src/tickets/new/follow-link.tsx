import { t } from '@lingui/core/macro'
import { Link } from 'react-router'
import { Notice } from '../../ui/notice'
import { Secret } from '../../ui/secret'

/** The only way back to a ticket that was filed without an account. */
export const FollowLink = ({ number, secret }: { number: number; secret: string }) => (
  <>
    <Notice tone="success" title={t`Ticket #${{ number }} created.`}>
      <p>{t`With this link you see what becomes of it. Keep it: there is no other way, and it is not shown again.`}</p>
    </Notice>
    <div className="card follow-link">
      <Secret label={t`Your link`} value={`${globalThis.location.origin}/follow#${secret}`} />
      <Link className="button" to={`/follow#${secret}`}>
        {t`View it`}
      </Link>
    </div>
  </>
)
