import { t } from '@lingui/core/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { sessionQueries } from '../../api/session'
import { Notice } from '../../ui/notice'
import { FieldsForm } from '../fields-form'
import { PasswordField } from '../password-field'
import { ownQueries } from '../queries'

/** Another password, for those who know the current one. */
export function OwnPasswordForm({ username }: { username: string }) {
  const { data } = useQuery(ownQueries.secondFactor())
  if (data?.has_password === false)
    return <p>{t`Your account has none. An administrator can give you a link to set one.`}</p>
  return <ChangePassword username={username} />
}

function ChangePassword({ username }: { username: string }) {
  const queryClient = useQueryClient()
  const change = useMutation({
    mutationFn: ({ old_password = '', password = '' }: Record<string, string>) =>
      unwrap(api.POST('/api/session/password/', { body: { old_password, password } })),
    onSuccess: (session) => queryClient.setQueryData(sessionQueries.current().queryKey, session),
  })
  return (
    <>
      <FieldsForm send={change} button={t`Change the password`}>
        {(problems) => (
          <>
            {/* Browsers that keep passwords want to know whose this is. */}
            <input type="hidden" autoComplete="username" value={username} readOnly />
            <PasswordField label={t`Current password`} name="old_password" error={problems['old_password']} />
            <PasswordField label={t`New password`} error={problems['password']} isNew />
          </>
        )}
      </FieldsForm>
      <div role="status">
        {change.isSuccess && (
          <Notice
            tone="success"
            title={t`Your password was changed. Everywhere else you have been logged out.`}
          />
        )}
      </div>
    </>
  )
}
