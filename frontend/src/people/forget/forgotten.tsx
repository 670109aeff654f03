import { plural, t } from '@lingui/core/macro'
import type { Erased } from '../../api/schema'
import { autofocus } from '../../ui/autofocus'
import { Notice } from '../../ui/notice'

export const Forgotten = ({ erased: { tickets, comments, changes }, onClose }: ForgottenProps) => (
  <>
    <div role="status">
      <Notice tone="success" title={t`The person is forgotten`}>
        <ul className="forget__traces">
          <li>{plural(tickets, { one: '# ticket that they filed', other: '# tickets that they filed' })}</li>
          <li>
            {plural(comments, {
              one: '# comment without a name now',
              other: '# comments without a name now',
            })}
          </li>
          <li>
            {plural(changes, { one: '# change without a name now', other: '# changes without a name now' })}
          </li>
        </ul>
      </Notice>
    </div>
    <p>{t`Back-ups still contain it. Erase it again after restoring one of them.`}</p>
    <div className="modal__foot">
      <button type="button" className="button" data-primary {...autofocus} onClick={onClose}>
        {t`Done`}
      </button>
    </div>
  </>
)

type ForgottenProps = { erased: Erased; onClose: () => void }
