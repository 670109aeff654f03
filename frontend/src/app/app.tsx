import { Route, Routes } from 'react-router'
import { NoSuchPage } from './no-such-page'
import { NewTicketPage, ReviewPage, StatsPage, TicketPage, TicketsScreen } from './screens'
import { Shell } from './shell'
import { ToTickets } from './tickets-link'

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
