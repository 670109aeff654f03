import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { sessionQueries } from '../api/session'
import { OwnPasswordField } from './second-factor-fields'
import { SecondFactorForm } from './second-factor-form'
import { useSignOn } from './sign-on'

/** Connects one's account to single sign-on, where there is some. */
export function ConnectSignOn() {
  const name = useQuery(sessionQueries.current()).data?.single_sign_on
  const signOn = useSignOn()
  if (!name) return null
  return (
    <section className="card own-account__part" aria-labelledby="sign-on">
      <h2 id="sign-on">{name}</h2>
      <p>{t`Log in there once to connect it: from then on it lets you in here without your password.`}</p>
      <SecondFactorForm send={signOn} button={t`Connect my account`}>
        {(problems) => <OwnPasswordField error={problems['password']} />}
      </SecondFactorForm>
    </section>
  )
}
