import { t } from '@lingui/core/macro'
import { Suspense, useRef } from 'react'
import { Outlet, useLocation } from 'react-router'
import { later } from '../ui/later'
import { ConnectionNotice } from './connection-notice'
import { Header } from './header'
import { LogInAgain, LogInPage } from './screens'
import { usePageChange } from './use-page-change'
import { useSession } from './use-session'

const FreshData = later(() => import('./fresh-data').then((file) => file.FreshData))

export function Shell() {
  const main = useRef<HTMLElement>(null)
  usePageChange(main)
  const session = useSession()
  const isOut = session?.access === 'login' && !session.person
  const isWayIn = ['/welcome', '/signed-in'].includes(useLocation().pathname)
  return (
    <>
      <a className="skip-link" href="#main">
        {t`Skip to content`}
      </a>
      <Header person={session?.person ?? null} isOut={isOut} />
      <Suspense fallback={null}>
        <FreshData session={session} />
      </Suspense>
      <main className="page" id="main" tabIndex={-1} ref={main}>
        <ConnectionNotice />
        <Suspense fallback={<p role="status">{t`Loading…`}</p>}>
          {isOut && !isWayIn ? <LogInPage /> : <Outlet />}
        </Suspense>
      </main>
      <Suspense>{session?.isOver && session.person && <LogInAgain person={session.person} />}</Suspense>
    </>
  )
}
