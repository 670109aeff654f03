import { t } from '@lingui/core/macro'
import type { ReactNode } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { useCommands } from '../../ui/commands'
import { ArrowLeftIcon, ArrowRightIcon, CrossIcon } from '../../ui/icons'
import { useWide } from '../../ui/use-wide'
import { count } from '../../ui/words'
import { isListMeant } from '../list/selection/rows'
import { useNeighbours } from './use-neighbours'

/** Above a ticket: the way back to the list as it was filtered, and on to its neighbours there. */
export const TicketBar = ({ id }: { id: number }) => (
  <div className="ticket-bar">
    <BackToList />
    <Neighbours id={id} />
  </div>
)

export function BackToList() {
  const { search } = useLocation()
  const isBeside = useWide()
  const to = { pathname: '/tickets', search }
  if (isBeside)
    return (
      <Link className="button" data-quiet to={to} aria-keyshortcuts="Escape">
        <CrossIcon />
        {t`Close`}
      </Link>
    )
  return (
    <Link className="back" to={to}>
      <ArrowLeftIcon />
      {search ? t`Back to the list` : t`All tickets`}
    </Link>
  )
}

function Neighbours({ id }: { id: number }) {
  const { place, all, previous, next } = useNeighbours(id)
  useNeighbourKeys(place > 0, previous, next)
  if (previous === undefined && next === undefined) return null
  return (
    <nav className="neighbours" aria-label={t`Neighbouring tickets`}>
      <span className="neighbours__place">{all && placeOf(place, all)}</span>
      <Step rel="prev" to={previous}>
        <ArrowLeftIcon />
        <span className="words">{t`Previous`}</span>
      </Step>
      <Step rel="next" to={next}>
        <span className="words">{t`Next`}</span>
        <ArrowRightIcon />
      </Step>
    </nav>
  )
}

/** As the links do. At either end a key does nothing, and least of all something else. */
function useNeighbourKeys(isListed: boolean, previous: number | undefined, next: number | undefined) {
  const navigate = useNavigate()
  const { search } = useLocation()
  const step = (keys: string, name: string, to: number | undefined) => ({
    keys,
    ...(to && { name }),
    isRepeated: true,
    when: () => isListed && !isListMeant(),
    run: () => void (to && navigate({ pathname: `/tickets/${to}`, search }, { replace: true })),
  })
  useCommands([step('j', t`Next ticket`, next), step('k', t`Previous ticket`, previous)])
}

function placeOf(place: number, all: { count: number; more: boolean }) {
  const [here, most] = [count(place), count(all.count)]
  return all.more ? t`${here} of ${most}+` : t`${here} of ${most}`
}

type StepProps = { rel: 'prev' | 'next'; to: number | undefined; children: ReactNode }

/** Replaces the ticket in the browser's history, so that going back leads to the list, however many were read. */
function Step({ rel, to, children }: StepProps) {
  const { search } = useLocation()
  if (to === undefined)
    return (
      <span className="button" data-quiet aria-hidden="true" data-off>
        {children}
      </span>
    )
  return (
    <Link
      className="button"
      data-quiet
      rel={rel}
      replace
      aria-keyshortcuts={{ prev: 'k', next: 'j' }[rel]}
      to={{ pathname: `/tickets/${to}`, search }}
    >
      {children}
    </Link>
  )
}
