import { t } from '@lingui/core/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { sessionQueries } from '../../api/session'
import { autofocus } from '../../ui/autofocus'
import { FieldsForm } from '../fields-form'
import { useSignOn } from '../log-in/sign-on'
import { PasswordField } from '../password-field'
import { ownQueries } from '../queries'

/** Connects one's account to single sign-on, where there is some, and disconnects it. */
export function ConnectSignOn() {
  const name = useQuery(sessionQueries.current()).data?.single_sign_on
  const { data } = useQuery({ ...ownQueries.signOn(), enabled: Boolean(name) })
  if (!name) return null
  return (
    <section className="card own-account__part" aria-labelledby="sign-on" tabIndex={-1}>
      <h2 id="sign-on">{name}</h2>
      {data && (data.is_connected ? <IsConnected {...data} /> : <IsNotConnected {...data} />)}
    </section>
  )
}

type HasPassword = { has_password: boolean }

function IsNotConnected({ has_password }: HasPassword) {
  const signOn = useSignOn()
  return (
    <>
      <p>{t`Log in there once to connect it: from then on it lets you in here without your password.`}</p>
      <FieldsForm send={signOn} button={t`Connect my account`}>
        {(problems) =>
          has_password && <PasswordField label={t`Your password`} error={problems['password']} />
        }
      </FieldsForm>
    </>
  )
}

function IsConnected({ has_password }: HasPassword) {
  const queryClient = useQueryClient()
  const [isLeaving, setIsLeaving] = useState(false)
  const disconnect = useMutation({
    mutationFn: ({ password = '' }: Record<string, string>) =>
      unwrap(api.POST('/api/session/oidc/disconnect/', { body: { password } })),
    onSuccess: () => queryClient.invalidateQueries(ownQueries.signOn()),
  })
  if (!has_password)
    return <p>{t`Your account is connected, and nothing else lets you in: it has no password.`}</p>
  return (
    <>
      <p>{t`Your account is connected: you get in here without your password.`}</p>
      {!isLeaving && (
        <div>
          <button type="button" className="button" onClick={() => setIsLeaving(true)}>
            {t`Disconnect it…`}
          </button>
        </div>
      )}
      {isLeaving && (
        <FieldsForm send={disconnect} button={t`Disconnect my account`} isDangerous>
          {(problems) => (
            <PasswordField label={t`Your password`} error={problems['password']} {...autofocus} />
          )}
        </FieldsForm>
      )}
    </>
  )
}
