import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { sessionQueries, usePerson } from '../../api/session'
import { ConnectSignOn } from './connect-sign-on'
import { OwnPasswordForm } from './own-password-form'
import { ownQueries } from '../queries'
import { OwnTokens } from '../tokens/own-tokens'
import { SecondFactor } from './second-factor'
import { useLogOut } from '../log-in/use-log-in'

/** What everybody does about their own account. */
export function AccountPage() {
  const person = usePerson()
  const isLoading = useIsLoading()
  return (
    <div className="own-account">
      <title>{`${t`Your account`} · Hushdesk`}</title>
      <header className="page__head">
        <h1>{t`Your account`}</h1>
        <p className="page__lead">{person && `${person.name} · ${person.username}`}</p>
      </header>
      {isLoading ? <p role="status">{t`Loading…`}</p> : <Parts username={person?.username ?? ''} />}
    </div>
  )
}

/** Whether something is on its way that would push away what stands below it. */
function useIsLoading() {
  const hasSignOn = Boolean(useQuery(sessionQueries.current()).data?.single_sign_on)
  const secondFactor = useQuery(ownQueries.secondFactor())
  const signOn = useQuery({ ...ownQueries.signOn(), enabled: hasSignOn })
  const tokens = useQuery(ownQueries.tokens())
  return secondFactor.isLoading || signOn.isLoading || tokens.isLoading
}

const Parts = ({ username }: { username: string }) => (
  <>
    <section className="card own-account__part" aria-labelledby="own-password">
      <h2 id="own-password">{t`Password`}</h2>
      <OwnPasswordForm username={username} />
    </section>
    <SecondFactor />
    <ConnectSignOn />
    <section className="card own-account__part" aria-labelledby="own-sessions">
      <h2 id="own-sessions">{t`Where you are logged in`}</h2>
      <p>{t`On a shared computer, or on one that you lost? This ends every session of yours, here too.`}</p>
      <LogOutEverywhere />
    </section>
    <OwnTokens />
  </>
)

function LogOutEverywhere() {
  const logOut = useLogOut('/api/session/all/')
  return (
    <>
      <button type="button" className="button" data-danger onClick={() => logOut.mutate()}>
        {t`Log out everywhere`}
      </button>
      {logOut.error && (
        <p className="field__error" role="alert">
          {logOut.error.message}
        </p>
      )}
    </>
  )
}
