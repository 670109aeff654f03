import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { TicketPage } from '../tickets/detail/ticket-page'
import { NewTicketPage } from '../tickets/new/new-ticket-page'
import { TicketsScreen } from '../tickets/tickets-screen'
import { NoSuchPage } from './no-such-page'
import { Shell } from './shell'
import { ToTickets } from './tickets-link'

const StatsPage = lazy(() => import('../stats/stats-page').then((module) => ({ default: module.StatsPage })))

const ReviewPage = lazy(() =>
  import('../tickets/review/review-page').then((module) => ({ default: module.ReviewPage })),
)

export const App = () => (
  <Routes>
    <Route element={<Shell />}>
      <Route index element={<ToTickets />} />
      <Route path="new" element={<NewTicketPage />} />
      <Route path="review" element={<ReviewPage />} />
      <Route path="tickets" element={<TicketsScreen />}>
        <Route path=":id" element={<TicketPage />} />
      </Route>
      <Route path="stats" element={<StatsPage />} />
      <Route path="*" element={<NoSuchPage />} />
    </Route>
  </Routes>
)
