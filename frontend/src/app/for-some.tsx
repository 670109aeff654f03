import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'
import { sessionQueries, useIsManager, useLetsPeopleIn, usePerson, useWorksOnTickets } from '../api/session'
import { NoSuchPage } from './no-such-page'

/** Screens for those only who work on all tickets. */
export const ForTeam = () => <ForWhom may={useWorksOnTickets()} />

/** Screens for those only who let people in. */
export const ForAdministrators = () => <ForWhom may={useLetsPeopleIn()} />

/** Screens for those only who look after the whole system. */
export const ForManagers = () => <ForWhom may={useIsManager()} />

/** Screens for everybody who is logged in, where one logs in. */
export const WithAccount = () => <ForWhom may={usePerson() !== undefined} />

/** Until the server has said who it is, nobody is told that there is no such page. */
function ForWhom({ may }: { may: boolean }) {
  const { isPending } = useQuery(sessionQueries.current())
  if (may) return <Outlet />
  return isPending ? <p role="status">{t`Loading…`}</p> : <NoSuchPage />
}
