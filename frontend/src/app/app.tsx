import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { Route, Routes } from 'react-router'
import { useLanguage } from '../i18n/languages'
import { TicketsScreen } from '../tickets/tickets-screen'
import { CrashGuard } from './crash-guard'
import { ForAdministrators, ForManagers, ForTeam, WithAccount } from './for-some'
import { NoSuchPage } from './no-such-page'
import {
  AccountPage,
  FirstRun,
  FollowPage,
  ImportPage,
  NewTicketPage,
  PeoplePage,
  ReviewPage,
  SignedInPage,
  StatsPage,
  SystemPage,
  TicketListPage,
  TicketPage,
  WelcomePage,
} from './screens'
import { Shell } from './shell'
import { ToTickets } from './tickets-link'

export function App() {
  // Another language renders everything again, without losing any state.
  useLanguage()
  return (
    <I18nProvider i18n={i18n}>
      <CrashGuard>
        <Routes>
          <Route element={<Shell />}>
            <Route index element={<ToTickets />} />
            <Route path="new" element={<NewTicketPage />} />
            <Route element={<ForTeam />}>
              <Route path="review" element={<ReviewPage />} />
              <Route path="stats" element={<StatsPage />} />
              <Route path="import" element={<ImportPage />} />
            </Route>
            <Route element={<WithAccount />}>
              <Route path="account" element={<AccountPage />} />
            </Route>
            <Route element={<ForAdministrators />}>
              <Route path="people" element={<PeoplePage />} />
            </Route>
            <Route element={<ForManagers />}>
              <Route path="system" element={<SystemPage />} />
            </Route>
            <Route
              path="tickets"
              element={<TicketsScreen list={<TicketListPage firstRun={<FirstRun />} />} />}
            >
              <Route path=":id" element={<TicketPage />} />
            </Route>
            <Route path="welcome" element={<WelcomePage />} />
            <Route path="follow" element={<FollowPage />} />
            <Route path="signed-in" element={<SignedInPage />} />
            <Route path="*" element={<NoSuchPage />} />
          </Route>
        </Routes>
      </CrashGuard>
    </I18nProvider>
  )
}
