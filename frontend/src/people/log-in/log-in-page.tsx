import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { sessionQueries } from '../../api/session'
import { Notice } from '../../ui/notice'
import { LogInForm } from './log-in-form'
import { SignOnButton } from './sign-on-button'

export function LogInPage() {
  const session = useQuery(sessionQueries.current()).data
  return (
    <div className="log-in">
      <title>{`${t`Log in`} · Hushdesk`}</title>
      <h1>{t`Log in`}</h1>
      {session?.needs_setup && (
        <Notice tone="warning" title={t`There is no administrator yet.`}>
          <p>{t`The link to create the first one is shown where Hushdesk was started, or in the log of its backend.`}</p>
        </Notice>
      )}
      <section className="card log-in__card" aria-label={t`Log in`}>
        <LogInForm />
        {session?.single_sign_on && <SignOnButton name={session.single_sign_on} />}
        {session?.public_submit && (
          <Link className="button button--wide" to="/new">
            {t`Write to us without an account`}
          </Link>
        )}
        <p className="log-in__hint">
          {t`No account yet, or forgotten your password? Ask an administrator for a link.`}
        </p>
      </section>
    </div>
  )
}
