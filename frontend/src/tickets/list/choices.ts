import type { ComponentType } from 'react'
import {
  categoryValues,
  pathsApiTicketsGetParametersQueryLabelsValues as labelValues,
  priorityValues,
  statusValues,
} from '../../api/schema'
import { CategoryIcon, PriorityIcon, StatusIcon } from '../../ui/labels'
import { nameOf } from '../../ui/words'
import type { TicketQuery } from '../queries'

const labelNames: Record<string, string> = {
  chosen: 'Chosen by people',
  suggested: 'Suggested automatically',
  unsure: 'Unsure suggestions',
}

const orderingNames: Record<NonNullable<TicketQuery['ordering']>, string> = {
  '-created_at': 'Newest first',
  created_at: 'Oldest first',
  '-updated_at': 'Last changed first',
  updated_at: 'Longest untouched first',
  '-priority': 'Most urgent first',
  priority: 'Least urgent first',
}

export const orderings = Object.entries(orderingNames)

/** A filter of which several values can be chosen. */
export type ChoiceFilter = {
  name: 'status' | 'category' | 'priority' | 'labels'
  title: string
  values: readonly string[]
  nameOf: (value: string) => string
  Icon?: ComponentType<{ value: never }>
}

export const choiceFilters: ChoiceFilter[] = [
  { name: 'status', title: 'Status', values: statusValues, nameOf, Icon: StatusIcon },
  { name: 'category', title: 'Category', values: categoryValues, nameOf, Icon: CategoryIcon },
  { name: 'priority', title: 'Priority', values: priorityValues.toReversed(), nameOf, Icon: PriorityIcon },
  { name: 'labels', title: 'Labels', values: labelValues, nameOf: (value) => labelNames[value] ?? value },
]
