import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { Member } from '../../api/schema'
import { Modal } from '../../ui/modal'
import { peopleQueries } from '../queries'
import { TokenList } from './token-list'

/** Which programs act in somebody's name, for administrators. */
export function MemberTokensDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { data: tokens, error } = useQuery(peopleQueries.tokensOf(member.id))
  const { name } = member
  const title = t`API tokens of ${name}`
  return (
    <Modal label={title} className="modal--form" onClose={onClose}>
      <h2>{title}</h2>
      {error && <p className="field__error">{error.message}</p>}
      {tokens?.length === 0 && <p>{t`There are none left.`}</p>}
      {tokens && tokens.length > 0 && <TokenList tokens={tokens} />}
      <div className="modal__foot">
        <button type="button" className="button" data-autofocus onClick={onClose}>
          {t`Done`}
        </button>
      </div>
    </Modal>
  )
}
