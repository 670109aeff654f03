import { useEffect } from 'react'
import { storage } from '../../ui/storage'
import type { TicketQuery } from '../queries'
import { readQuery, written } from './filters'

const KEY = 'hushdesk.list'
const remembered = storage('localStorage')

/**
 * Where the list is as this device last had it. Not what was searched for: that is a question of the moment, and
 * its words may be a person's name, which has no business on a disk.
 */
export const lastView = () => `/tickets${written(readQuery(new URLSearchParams(remembered.read(KEY) ?? '')))}`

export function useRememberedView(query: TicketQuery) {
  const view = written({ ...query, search: '' })
  useEffect(() => remembered.write(KEY, view || null), [view])
}
