import { t } from '@lingui/core/macro'
import { DownloadIcon } from '../../ui/icons'
import { closeAround, Popover, walkWithArrows } from '../../ui/popover'
import type { TicketQuery } from '../queries'
import { addressOf, withChanges } from './filters'

const addressOfFile = (format: string, query: TicketQuery) =>
  `/api/tickets/export/${addressOf(withChanges(new URLSearchParams({ format }), query))}`

/** What the list shows as a file. Plain links: the browser saves a file of any size by itself, and says how far it is. */
export const ExportMenu = ({ query }: { query: TicketQuery }) => (
  <Popover
    className="button button--icon files-button"
    label={<DownloadIcon />}
    name={t`Export`}
    title={t`Export`}
  >
    <p className="popover__title">{t`All tickets that match, in this order`}</p>
    <FileLink address={addressOfFile('csv', query)} name="CSV" purpose={t`for spreadsheets`} />
    <FileLink address={addressOfFile('json', query)} name="JSON" purpose={t`for programs`} />
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
