import { NavLink } from 'react-router'
import { ChartIcon, PlusIcon, TicketsIcon } from '../ui/icons'
import { Wordmark } from '../ui/logo'
import { CommandHost } from './commands/command-host'
import { EngineIndicator } from './engine-indicator'
import { ThemeToggle } from './theme-toggle'
import { HomeLink, TicketsLink } from './tickets-link'

const places = [
  { to: '/new', name: 'New ticket', Icon: PlusIcon },
  { to: '/stats', name: 'Statistics', Icon: ChartIcon },
]

export const Header = () => (
  <header className="header">
    <div className="header__inner">
      <HomeLink>
        <Wordmark />
      </HomeLink>
      <nav className="nav" aria-label="Main">
        <TicketsLink>
          <TicketsIcon />
          Tickets
        </TicketsLink>
        {places.map(({ to, name, Icon }) => (
          <NavLink className="nav__link" key={to} to={to}>
            <Icon />
            {name}
          </NavLink>
        ))}
      </nav>
      <EngineIndicator />
      <CommandHost />
      <ThemeToggle />
    </div>
  </header>
)
