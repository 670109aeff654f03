import { Outlet } from 'react-router'
import { useIsManager, useLetsPeopleIn, usePerson, useWorksOnTickets } from '../api/session'
import { NoSuchPage } from './no-such-page'

/** Screens for those only who work on all tickets. */
export const ForTeam = () => (useWorksOnTickets() ? <Outlet /> : <NoSuchPage />)

/** Screens for those only who let people in. */
export const ForAdministrators = () => (useLetsPeopleIn() ? <Outlet /> : <NoSuchPage />)

/** Screens for those only who look after the whole system. */
export const ForManagers = () => (useIsManager() ? <Outlet /> : <NoSuchPage />)

/** Screens for everybody who is logged in, where one logs in. */
export const WithAccount = () => (usePerson() ? <Outlet /> : <NoSuchPage />)
