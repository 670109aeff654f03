import { t } from '@lingui/core/macro'
import { Suspense } from 'react'
import { later } from '../../../ui/later'
import type { CreatedProps } from './created-choices'
import { periodName } from './days'
import { FilterMenu } from './filter-menu'

const FOREVER = { created_from: '', created_to: '' }
const CreatedChoices = later(() => import('./created-choices').then((file) => file.CreatedChoices))

/** From which day to which day tickets were created; either may be left open. */
export const CreatedMenu = ({ period, onChange }: CreatedProps) => (
  <FilterMenu
    title={t`Created`}
    state={periodName(period.created_from ?? '', period.created_to ?? '')}
    onRemove={() => onChange(FOREVER)}
  >
    <Suspense fallback={null}>
      <CreatedChoices period={period} onChange={onChange} />
    </Suspense>
  </FilterMenu>
)
