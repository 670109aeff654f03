import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { EmptyState } from '../../ui/empty-state'
import { SearchIcon } from '../../ui/icons'
import { whereOneWas } from './sign-on'
import { changePerson } from './use-log-in'

/** Where single sign-on sends the browser back to, with a code for the server or with why not. */
export function SignedInPage() {
  const [brought] = useSearchParams()
  const complete = useComplete()
  const wasSent = useRef(false)
  const code = brought.get('code')
  const { mutate } = complete
  useEffect(() => {
    // A code can be used once.
    if (wasSent.current || !code) return
    wasSent.current = true
    mutate({ code, state: brought.get('state') ?? '' })
  }, [brought, code, mutate])
  return (
    <div className="log-in">
      <title>{`${t`Log in`} · Hushdesk`}</title>
      {complete.error || !code ? (
        <EmptyState
          art={<SearchIcon />}
          title={t`You were not logged in`}
          action={<Link className="button" to="/tickets">{t`Back`}</Link>}
        >
          {complete.error?.message ?? t`Single sign-on let nobody in. Please try again.`}
        </EmptyState>
      ) : (
        <p role="status">{t`Logging in…`}</p>
      )}
    </div>
  )
}

function useComplete() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: { code: string; state: string }) =>
      unwrap(api.POST('/api/session/oidc/complete/', { body })),
    onSuccess: (session) => {
      const next = whereOneWas()
      changePerson(queryClient, session)
      void navigate(next, { replace: true })
    },
  })
}
