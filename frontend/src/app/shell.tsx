import { t } from '@lingui/core/macro'
import { Suspense, useRef, type MouseEvent } from 'react'
import { Outlet, useLocation } from 'react-router'
import { later } from '../ui/later'
import { ConnectionNotice } from './connection-notice'
import { CrashGuard } from './crash-guard'
import { Header } from './header'
import { LogInAgain, LogInPage } from './screens'
import { usePageChange } from './use-page-change'
import { useSession } from './use-session'

const FreshData = later(() => import('./fresh-data').then((file) => file.FreshData))

/** For those who are not logged in as well. */
const FOR_ALL = ['/welcome', '/signed-in', '/follow']

export function Shell() {
  const main = useRef<HTMLElement>(null)
  usePageChange(main)
  const session = useSession()
  const isOut = session?.access === 'login' && !session.person
  const { pathname } = useLocation()
  const isForAll = FOR_ALL.includes(pathname) || (session?.public_submit && pathname === '/new')
  function skip(event: MouseEvent) {
    // Not by the address: what is behind its # may be what the page is found by.
    event.preventDefault()
    main.current?.focus()
  }
  return (
    <>
      <a className="skip-link" href="#main" onClick={skip}>
        {t`Skip to content`}
      </a>
      <Header person={session?.person ?? null} isOut={isOut} />
      <Suspense fallback={null}>
        <FreshData session={session} />
      </Suspense>
      <main className="page" id="main" tabIndex={-1} ref={main}>
        <ConnectionNotice />
        <CrashGuard place={pathname}>
          <Suspense fallback={<p role="status">{t`Loading…`}</p>}>
            {isOut && !isForAll ? <LogInPage /> : <Outlet />}
          </Suspense>
        </CrashGuard>
      </main>
      <Suspense>{session?.isOver && session.person && <LogInAgain person={session.person} />}</Suspense>
    </>
  )
}
