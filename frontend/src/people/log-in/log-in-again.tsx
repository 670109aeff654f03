import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { Person } from '../../api/schema'
import { sessionQueries } from '../../api/session'
import { Modal } from '../../ui/modal'
import { LogInForm } from './log-in-form'
import { SignOnButton } from './sign-on-button'

/** Shown over the page when a session has ended: what somebody was doing waits, and goes on afterwards. */
export function LogInAgain({ person }: { person: Person }) {
  const signOn = useQuery(sessionQueries.current()).data?.single_sign_on
  return (
    <Modal label={t`Log in again`} className="modal--log-in">
      <h2>{t`Log in again`}</h2>
      <p className="log-in__hint">
        {t`You were logged out. What you wrote is still here, and what you sent goes on.`}
      </p>
      <LogInForm username={person.username} />
      {signOn && (
        <>
          <SignOnButton name={signOn} />
          <p className="log-in__hint">
            {t`That leads away from this page: what you wrote is kept, and what you sent has to be sent again.`}
          </p>
        </>
      )}
    </Modal>
  )
}
