import { t } from '@lingui/core/macro'
import { useState } from 'react'
import type { Member } from '../../api/schema'
import { usePerson } from '../../api/session'
import type { MemberActions } from './change-member'
import { MemberRow } from './member-row'

/** From how many on one looks for somebody rather than at all of them. */
const MANY = 10
const MOST_SHOWN = 100

function matches({ name, username }: Member, words: string[]) {
  const text = `${name} ${username}`.toLocaleLowerCase()
  return words.every((word) => text.includes(word))
}

type MemberListProps = MemberActions & { members: Member[] }

export function MemberList({ members, ...actions }: MemberListProps) {
  const [search, setSearch] = useState('')
  const [most, setMost] = useState(MOST_SHOWN)
  const me = usePerson()
  const words = search.toLocaleLowerCase().split(/\s+/)
  const found = members.filter((member) => matches(member, words))
  return (
    <section className="people__part">
      <header className="people__head">
        <h2>{t`With an account`}</h2>
        {members.length > MANY && (
          <input
            className="input people__search"
            type="search"
            aria-label={t`Find by name`}
            placeholder={t`Find by name`}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
      </header>
      <ul className="card people__list">
        {found.slice(0, most).map((member) => (
          <MemberRow key={member.id} member={member} isMe={member.id === me?.id} {...actions} />
        ))}
        {found.length === 0 && <li className="member member--none">{t`Nobody is called that.`}</li>}
      </ul>
      <button type="button" className="button" onClick={() => actions.onForget('')}>
        {t`Forget somebody without an account…`}
      </button>
      {found.length > most && (
        <button type="button" className="button" onClick={() => setMost(most + MOST_SHOWN)}>
          {t`Show more`}
        </button>
      )}
    </section>
  )
}
