import { Suspense } from 'react'
import { later } from '../../../ui/later'
import type { Arrivals } from './use-arrivals'

const ShowArrivals = later(() => import('./show-arrivals').then((file) => file.ShowArrivals))

/** What came in since the list was loaded, over the list. */
export const ArrivalsBar = ({ arrivals }: { arrivals: Arrivals }) => (
  <div className="arrivals" role="status">
    <Suspense fallback={null}>{arrivals.number > 0 && <ShowArrivals arrivals={arrivals} />}</Suspense>
  </div>
)
