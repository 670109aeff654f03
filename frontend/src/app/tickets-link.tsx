import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { Link, Navigate, NavLink, useLocation } from 'react-router'
import { lastView } from '../tickets/list/views/last-view'

/** Back to the list as one left it; from the list itself, to all tickets. */
const useTicketsPlace = () => (useLocation().pathname === '/tickets' ? '/tickets' : lastView())

export const HomeLink = ({ children }: { children: ReactNode }) => (
  <Link className="header__home" to={useTicketsPlace()} aria-label={t`Hushdesk, to the tickets`}>
    {children}
  </Link>
)

export const TicketsLink = ({ children }: { children: ReactNode }) => (
  <NavLink className="nav__link" to={useTicketsPlace()}>
    {children}
  </NavLink>
)

export const ToTickets = () => <Navigate to={lastView()} replace />
