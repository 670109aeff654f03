import { t } from '@lingui/core/macro'
import { NotThere } from '../../ui/not-there'

export const NoSuchTicket = () => (
  <NotThere name={t`No such ticket`} title={t`There is no such ticket`}>
    {t`It was removed, or its number is mistyped.`}
  </NotThere>
)
