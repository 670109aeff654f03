import { t } from '@lingui/core/macro'
import type { Person } from '../../api/schema'
import { Modal } from '../../ui/modal'
import { LogInForm } from './log-in-form'

/** Shown over the page when a session has ended: what somebody was doing waits, and goes on afterwards. */
export const LogInAgain = ({ person }: { person: Person }) => (
  <Modal label={t`Log in again`} className="modal--log-in">
    <h2>{t`Log in again`}</h2>
    <p className="log-in__hint">
      {t`You were logged out. What you wrote is still here, and what you sent goes on.`}
    </p>
    <LogInForm username={person.username} />
  </Modal>
)
