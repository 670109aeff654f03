import { t } from '@lingui/core/macro'
import { NotThere } from '../ui/not-there'

export const NoSuchPage = () => (
  <NotThere name={t`No such page`} title={t`There is no such page`}>
    {t`The address may be mistyped, or the page has moved.`}
  </NotThere>
)
