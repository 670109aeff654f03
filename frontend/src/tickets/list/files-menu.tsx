import { t } from '@lingui/core/macro'
import { Link } from 'react-router'
import { DownloadIcon } from '../../ui/icons'
import { closeAround, Popover, walkWithArrows } from '../../ui/popover'
import type { TicketQuery } from '../queries'
import { addressOf, withChanges } from './filter/filters'

const addressOfFile = (format: string, query: TicketQuery) =>
  `/api/tickets/export/${addressOf(withChanges(new URLSearchParams({ format }), query))}`

/** What the list shows as a file: plain links, so that the browser saves any size and says how far it is. */
export const FilesMenu = ({ query }: { query: TicketQuery }) => (
  <Popover
    className="button button--icon files-button"
    label={<DownloadIcon />}
    name={t`Export and import`}
    title={t`Export and import`}
  >
    <p className="popover__title">{t`Export what the list shows`}</p>
    <FileLink address={addressOfFile('csv', query)} name="CSV" purpose={t`for spreadsheets`} />
    <FileLink address={addressOfFile('json', query)} name="JSON" purpose={t`for programs`} />
    <p className="popover__title">{t`Import`}</p>
    <Link className="option" to="/import" onKeyDown={walkWithArrows}>
      {t`Tickets from a CSV file`}
    </Link>
  </Popover>
)

const FileLink = ({ address, name, purpose }: { address: string; name: string; purpose: string }) => (
  <a
    className="option"
    href={address}
    download
    onClick={(event) => closeAround(event.currentTarget)}
    onKeyDown={walkWithArrows}
  >
    {`${name} `}
    <span className="option__aside">{purpose}</span>
  </a>
)
