import { t } from '@lingui/core/macro'
import { Suspense, useRef } from 'react'
import { Outlet } from 'react-router'
import { ConnectionNotice } from './connection-notice'
import { Header } from './header'
import { usePageChange } from './use-page-change'

export function Shell() {
  const main = useRef<HTMLElement>(null)
  usePageChange(main)
  return (
    <>
      <a className="skip-link" href="#main">
        {t`Skip to content`}
      </a>
      <Header />
      <main className="page" id="main" tabIndex={-1} ref={main}>
        <ConnectionNotice />
        <Suspense fallback={<p role="status">{t`Loading…`}</p>}>
          <Outlet />
        </Suspense>
      </main>
    </>
  )
}
