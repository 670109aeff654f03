import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { sessionQueries } from '../../api/session'
import { FieldsForm } from '../fields-form'
import { PasswordField } from '../password-field'
import { useSignOn } from '../log-in/sign-on'

/** Connects one's account to single sign-on, where there is some. */
export function ConnectSignOn() {
  const name = useQuery(sessionQueries.current()).data?.single_sign_on
  const signOn = useSignOn()
  if (!name) return null
  return (
    <section className="card own-account__part" aria-labelledby="sign-on">
      <h2 id="sign-on">{name}</h2>
      <p>{t`Log in there once to connect it: from then on it lets you in here without your password.`}</p>
      <FieldsForm send={signOn} button={t`Connect my account`}>
        {(problems) => <PasswordField label={t`Your password`} error={problems['password']} />}
      </FieldsForm>
    </section>
  )
}
