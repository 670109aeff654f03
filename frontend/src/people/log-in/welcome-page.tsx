import { t } from '@lingui/core/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from 'react-router'
import { api } from '../../api/client'
import { ApiError, unwrap } from '../../api/errors'
import type { Invitation } from '../../api/schema'
import { sessionQueries } from '../../api/session'
import { EmptyState } from '../../ui/empty-state'
import { SearchIcon } from '../../ui/icons'
import { changePerson } from './use-log-in'
import { WelcomeForm, type Answers } from './welcome-form'

/** Where an invitation's link leads. Its token is behind the #, which browsers do not send to any server. */
export function WelcomePage() {
  const token = useLocation().hash.slice(1)
  // Its answer sets the CSRF cookie, without which the server refuses the next call.
  const { isSuccess: canAsk } = useQuery(sessionQueries.current())
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => unwrap(api.POST('/api/invitations/look/', { body: { token }, signal })),
    enabled: canAsk && token !== '',
    staleTime: 'static',
  })
  return (
    <div className="log-in">
      <title>{`${t`Welcome`} · Hushdesk`}</title>
      <h1>{data?.purpose === 'password' ? t`Choose a new password` : t`Welcome to Hushdesk`}</h1>
      {data && <Accept token={token} invitation={data} />}
      {(error ?? !token) && (
        <EmptyState art={<SearchIcon />} title={t`This link does not work`}>
          {error?.message ?? t`A part of it is missing: copy it whole into the address bar.`}
        </EmptyState>
      )}
    </div>
  )
}

function useAccept(token: string, { purpose }: Invitation) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (answers: Answers) =>
      unwrap(
        purpose === 'password'
          ? api.POST('/api/invitations/password/', { body: { token, password: answers.password } })
          : api.POST('/api/invitations/join/', { body: { token, ...answers } }),
      ),
    onSuccess: (session) => {
      changePerson(queryClient, session)
      void navigate('/tickets', { replace: true })
    },
  })
}

function Accept({ token, invitation }: { token: string; invitation: Invitation }) {
  const accept = useAccept(token, invitation)
  const { error } = accept
  return (
    <section className="card log-in__card" aria-label={t`Your account`}>
      <WelcomeForm
        invitation={invitation}
        isSending={accept.isPending}
        problems={error instanceof ApiError ? error.fields : {}}
        onSend={accept.mutate}
      />
      {error && !(error instanceof ApiError && Object.keys(error.fields).length > 0) && (
        <p className="field__error" role="alert">
          {error.message}
        </p>
      )}
    </section>
  )
}
