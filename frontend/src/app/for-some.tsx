import { Outlet } from 'react-router'
import { useLetsPeopleIn, useWorksOnTickets } from '../api/session'
import { NoSuchPage } from './no-such-page'

/** Screens for those only who work on all tickets. */
export const ForTeam = () => (useWorksOnTickets() ? <Outlet /> : <NoSuchPage />)

/** Screens for those only who let people in. */
export const ForAdministrators = () => (useLetsPeopleIn() ? <Outlet /> : <NoSuchPage />)
