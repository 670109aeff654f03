import { later } from '../ui/later'

export const TicketListPage = later(() =>
  import('../tickets/list/ticket-list-page').then((file) => file.TicketListPage),
)
export const FirstRun = later(() => import('./first-run/first-run').then((file) => file.FirstRun))
export const TicketPage = later(() => import('../tickets/detail/ticket-page').then((file) => file.TicketPage))
export const NewTicketPage = later(() =>
  import('../tickets/new/new-ticket-page').then((file) => file.NewTicketPage),
)
export const FollowPage = later(() => import('../tickets/follow/follow-page').then((file) => file.FollowPage))
export const ReviewPage = later(() => import('../tickets/review/review-page').then((file) => file.ReviewPage))
export const ImportPage = later(() => import('../tickets/import/import-page').then((file) => file.ImportPage))
export const StatsPage = later(() => import('../stats/stats-page').then((file) => file.StatsPage))
export const LogInPage = later(() => import('../people/log-in/log-in-page').then((file) => file.LogInPage))
export const LogInAgain = later(() => import('../people/log-in/log-in-again').then((file) => file.LogInAgain))
export const WelcomePage = later(() =>
  import('../people/log-in/welcome-page').then((file) => file.WelcomePage),
)
export const PeoplePage = later(() => import('../people/members/people-page').then((file) => file.PeoplePage))
export const SystemPage = later(() => import('./system/system-page').then((file) => file.SystemPage))
export const AccountPage = later(() =>
  import('../people/account/account-page').then((file) => file.AccountPage),
)
export const SignedInPage = later(() =>
  import('../people/log-in/signed-in-page').then((file) => file.SignedInPage),
)
export const AccountMenu = later(() => import('../people/account-menu').then((file) => file.AccountMenu))

function screensAt(path: string) {
  if (/^\/tickets\/./.test(path)) return [TicketPage]
  return [
    {
      '/new': NewTicketPage,
      '/follow': FollowPage,
      '/review': ReviewPage,
      '/import': ImportPage,
      '/stats': StatsPage,
      '/account': AccountPage,
      '/people': PeoplePage,
      '/system': SystemPage,
      '/signed-in': SignedInPage,
      '/welcome': WelcomePage,
    }[path] ?? TicketListPage,
  ]
}

/** Fetches the screens of an address. A failure shows when they do, should they still not be there then. */
export const loadScreensAt = (path: string) => Promise.allSettled(screensAt(path).map(({ load }) => load()))
