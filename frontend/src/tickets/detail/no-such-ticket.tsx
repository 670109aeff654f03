import { NotThere } from '../../ui/not-there'

export const NoSuchTicket = () => <NotThere what="ticket">The number may be mistyped.</NotThere>
