import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { NavLink } from 'react-router'
import { ChartIcon, PlusIcon, TicketsIcon } from '../ui/icons'
import { Wordmark } from '../ui/logo'
import { CommandHost } from './commands/command-host'
import { EngineIndicator } from './engine-indicator'
import { LanguageMenu } from './language-menu'
import { ThemeToggle } from './theme-toggle'
import { HomeLink, TicketsLink } from './tickets-link'

const places = [
  { to: '/new', name: msg`New ticket`, Icon: PlusIcon },
  { to: '/stats', name: msg`Statistics`, Icon: ChartIcon },
]

export const Header = () => (
  <header className="header">
    <div className="header__inner">
      <HomeLink>
        <Wordmark />
      </HomeLink>
      <nav className="nav" aria-label={t`Main`}>
        <TicketsLink>
          <TicketsIcon />
          {t`Tickets`}
        </TicketsLink>
        {places.map(({ to, name, Icon }) => (
          <NavLink className="nav__link" key={to} to={to}>
            <Icon />
            {i18n._(name)}
          </NavLink>
        ))}
      </nav>
      <EngineIndicator />
      <CommandHost />
      <LanguageMenu />
      <ThemeToggle />
    </div>
  </header>
)
