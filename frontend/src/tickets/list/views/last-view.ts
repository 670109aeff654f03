import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { storage } from '../../../ui/storage'
import type { TicketQuery } from '../../queries'
import { readQuery, written } from '../filter/filters'

const KEY = 'hushdesk.list'
const remembered = storage('localStorage')

/**
 * Where the list is as this device last had it. Not what was searched for: that is a question of the moment, and
 * its words may be a person's name, which has no business on a disk.
 */
export const lastView = () => `/tickets${written(readQuery(new URLSearchParams(remembered.read(KEY) ?? '')))}`

/** A ticket that was opened by its own address says nothing about the list that stands beside it. */
export function useRememberedView(query: TicketQuery) {
  const isList = useLocation().pathname === '/tickets'
  const view = written({ ...query, search: '' })
  useEffect(() => {
    if (isList || view) remembered.write(KEY, view || null)
  }, [isList, view])
}
