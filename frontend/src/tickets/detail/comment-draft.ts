import { storage } from '../../ui/storage'

const tab = storage('sessionStorage')
const device = storage('localStorage')
const NAME = 'hushdesk.name'
const place = (ticketId: number) => `hushdesk.comment.${ticketId}`

/** What was written on a ticket and not sent. It outlives a reload and other tickets, not the tab. */
export const readCommentDraft = (ticketId: number) => tab.read(place(ticketId)) ?? ''
export const writeCommentDraft = (ticketId: number, body: string) => tab.write(place(ticketId), body || null)

/** How the person at this device calls themselves. */
export const readName = () => device.read(NAME) ?? ''
export const writeName = (name: string) => device.write(NAME, name || null)
