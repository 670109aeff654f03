import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { count } from '../../ui/words'
import { ticketQueries, UNSURE } from '../queries'

/** The way to what the model was unsure of, while there is any. */
export function ReviewLink() {
  const unsure = useQuery(ticketQueries.count(UNSURE)).data
  if (!unsure?.count) return null
  const number = unsure.more ? `${count(unsure.count)}+` : count(unsure.count)
  return (
    <Link className="button review-link" to="/review">
      <span aria-hidden="true">{t`Review ${number}`}</span>
      <span className="words">
        {unsure.more
          ? t`Review unsure suggestions`
          : plural(unsure.count, { one: 'Review # unsure', other: 'Review # unsure' })}
      </span>
    </Link>
  )
}
