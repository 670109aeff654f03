import { NotThere } from '../ui/not-there'

export const NoSuchPage = () => (
  <NotThere what="page">The address may be mistyped, or the page has moved.</NotThere>
)
