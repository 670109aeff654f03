import { Link, NavLink } from 'react-router'
import { ChartIcon, PlusIcon, TicketsIcon } from '../ui/icons'
import { Wordmark } from '../ui/logo'
import { CommandHost } from './commands/command-host'
import { EngineIndicator } from './engine-indicator'
import { ThemeToggle } from './theme-toggle'

const places = [
  { to: '/tickets', name: 'Tickets', Icon: TicketsIcon },
  { to: '/new', name: 'New ticket', Icon: PlusIcon },
  { to: '/stats', name: 'Statistics', Icon: ChartIcon },
]

export const Header = () => (
  <header className="header">
    <div className="header__inner">
      <Link className="header__home" to="/tickets" aria-label="Hushdesk, to the tickets">
        <Wordmark />
      </Link>
      <nav className="nav" aria-label="Main">
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
