import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { useEffect } from 'react'
import { Link } from 'react-router'
import type { Person } from '../api/schema'
import { PersonIcon } from '../ui/icons'
import { closeAround, Popover } from '../ui/popover'
import { onOtherPerson } from './log-in/device'
import { roleNames } from './roles'
import { useLogOut } from './log-in/use-log-in'

/** Who is logged in, and the way out. */
export function AccountMenu({ person }: { person: Person }) {
  const logOut = useLogOut()
  const { name } = person
  // Nothing of theirs stays on the screen of any tab.
  useEffect(() => onOtherPerson(() => globalThis.location.reload()), [])
  return (
    <Popover
      className="account__button"
      name={t`Account of ${name}`}
      title={t`Account`}
      label={
        <>
          <PersonIcon />
          <span className="account__name">{person.name}</span>
        </>
      }
    >
      <div className="account">
        <p className="account__who">
          <strong>{person.name}</strong>
          <span>{person.username}</span>
          <span>{i18n._(roleNames[person.role])}</span>
        </p>
        <Link
          className="button button--wide"
          to="/account"
          onClick={({ currentTarget }) => closeAround(currentTarget)}
        >
          {t`Your account`}
        </Link>
        <button type="button" className="button button--wide" onClick={() => logOut.mutate()}>
          {t`Log out`}
        </button>
        {logOut.error && <p className="field__error">{logOut.error.message}</p>}
      </div>
    </Popover>
  )
}
