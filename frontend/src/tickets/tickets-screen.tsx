import { t } from '@lingui/core/macro'
import { Suspense, useRef, type ReactNode } from 'react'
import { Outlet, useParams } from 'react-router'
import { useWide } from '../ui/use-wide'
import { useBeside } from './use-beside'

type TicketsScreenProps = { list: ReactNode }

/** The list, a ticket, or on a wide screen both beside each other; the list stays as it is while tickets change. */
export function TicketsScreen({ list }: TicketsScreenProps) {
  const id = useParams()['id']
  const isWide = useWide()
  const isBeside = isWide && id !== undefined
  const listed = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLElement>(null)
  const onClick = useBeside({ id, isWide, list: listed, panel })
  return (
    <div className="tickets" data-beside={isBeside || undefined} onClickCapture={onClick}>
      {!id && <title>{t`Tickets · Hushdesk`}</title>}
      {(isWide || !id) && (
        <div className="tickets__list" tabIndex={-1} ref={listed}>
          {/* A ticket of which one has the address does not wait for the list beside it. */}
          <Suspense fallback={null}>{list}</Suspense>
        </div>
      )}
      {id && (
        // Another ticket begins at its top.
        <section key={id} className="tickets__ticket" aria-label={t`Ticket`} tabIndex={-1} ref={panel}>
          <Outlet />
        </section>
      )}
    </div>
  )
}
