import { plural, t } from '@lingui/core/macro'
import { Link } from 'react-router'
import type { Traces } from '../../api/schema'

/** Who is meant, how much is stored of them, and what becomes of it. */
export function PersonTraces({ traces }: { traces: Traces }) {
  const { name, username, tickets, comments, changes, mentions } = traces
  return (
    <>
      <p className="forget__who">
        <strong>{name}</strong>
        {username || t`Without an account`}
      </p>
      <ul className="forget__traces">
        <li>{plural(tickets, { one: '# ticket that they filed', other: '# tickets that they filed' })}</li>
        <li>{plural(comments, { one: '# comment with their name', other: '# comments with their name' })}</li>
        <li>{plural(changes, { one: '# change with their name', other: '# changes with their name' })}</li>
      </ul>
      <p>
        {t`The account is erased, and the tickets with their history and comments. Everywhere else the name is removed. Back-ups keep it all until they are deleted.`}
      </p>
      {mentions > 0 && (
        <p>
          {plural(mentions, {
            one: 'The name appears in the text of # other ticket, which stays as it is.',
            other: 'The name appears in the text of # other tickets, which stay as they are.',
          })}{' '}
          <Link
            className="link"
            to={`/tickets?${new URLSearchParams({ search: name })}`}
          >{t`See whom it means`}</Link>
        </p>
      )}
    </>
  )
}
