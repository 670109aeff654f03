import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Suspense } from 'react'
import { NavLink } from 'react-router'
import type { Person } from '../api/schema'
import { useLetsPeopleIn, useWorksOnTickets } from '../api/session'
import { ChartIcon, PeopleIcon, PlusIcon, TicketsIcon } from '../ui/icons'
import { later } from '../ui/later'
import { Wordmark } from '../ui/logo'
import { EngineIndicator } from './engine/engine-indicator'
import { LanguageMenu } from './language-menu'
import { AccountMenu } from './screens'
import { ThemeMenu } from './theme-menu'
import { HomeLink, TicketsLink } from './tickets-link'

const CommandHost = later(() => import('./commands/command-host').then((file) => file.CommandHost))

const places = [
  { to: '/new', name: msg`New ticket`, Icon: PlusIcon, isFor: 'everybody' },
  { to: '/stats', name: msg`Statistics`, Icon: ChartIcon, isFor: 'team' },
  { to: '/people', name: msg`People`, Icon: PeopleIcon, isFor: 'administrators' },
] as const

type HeaderProps = {
  person: Person | null
  /** Nobody is logged in where one has to be: there is nowhere to go. */
  isOut: boolean
}

export const Header = ({ person, isOut }: HeaderProps) => (
  <header className="header">
    <div className="header__inner">
      <HomeLink>
        <Wordmark />
      </HomeLink>
      {isOut ? <div className="header__gap" /> : <Places />}
      <LanguageMenu />
      <ThemeMenu />
      <Suspense>{person && <AccountMenu person={person} />}</Suspense>
    </div>
  </header>
)

function Places() {
  const may = { everybody: true, team: useWorksOnTickets(), administrators: useLetsPeopleIn() }
  return (
    <>
      <nav className="nav" aria-label={t`Main`}>
        <TicketsLink>
          <TicketsIcon />
          {t`Tickets`}
        </TicketsLink>
        {places
          .filter(({ isFor }) => may[isFor])
          .map(({ to, name, Icon }) => (
            <NavLink className="nav__link" key={to} to={to}>
              <Icon />
              {i18n._(name)}
            </NavLink>
          ))}
      </nav>
      <EngineIndicator />
      <Suspense fallback={<span className="keys-button" />}>
        <CommandHost />
      </Suspense>
    </>
  )
}
