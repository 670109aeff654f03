import { plural } from '@lingui/core/macro'
import { count } from '../../ui/words'

/** A number beside a bar; who hears it also hears of what. */
export const TicketCount = ({ number }: { number: number }) => (
  <>
    <span aria-hidden="true">{count(number)}</span>
    <span className="visually-hidden">{plural(number, { one: '# ticket, ', other: '# tickets, ' })}</span>
  </>
)
