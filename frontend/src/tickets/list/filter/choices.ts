import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ComponentType } from 'react'
import {
  categoryValues,
  pathsApiTicketsGetParametersQueryLabelsValues as labelValues,
  priorityValues,
  statusValues,
} from '../../../api/schema'
import { CategoryIcon, PriorityIcon, StatusIcon } from '../../../ui/labels'
import { nameOf } from '../../../ui/words'
import type { TicketQuery } from '../../queries'

const labelNames: Record<string, MessageDescriptor> = {
  chosen: msg`Chosen by people`,
  suggested: msg`Suggested automatically`,
  unsure: msg`Unsure suggestions`,
}

/** Where the labels of a ticket may come from, in words. */
function nameOfLabels(value: string) {
  const name = labelNames[value]
  return name ? i18n._(name) : value
}

const orderingNames: Record<NonNullable<TicketQuery['ordering']>, MessageDescriptor> = {
  '-created_at': msg`Newest first`,
  created_at: msg`Oldest first`,
  '-updated_at': msg`Last changed first`,
  updated_at: msg`Longest untouched first`,
  '-priority': msg`Most urgent first`,
  priority: msg`Least urgent first`,
}

export const orderings = Object.entries(orderingNames)

/** A filter of which several values can be chosen. */
export type ChoiceFilter = {
  name: 'status' | 'category' | 'priority' | 'labels'
  title: MessageDescriptor
  values: readonly string[]
  nameOf: (value: string) => string
  Icon?: ComponentType<{ value: never }>
}

export const choiceFilters: ChoiceFilter[] = [
  { name: 'status', title: msg`Status`, values: statusValues, nameOf, Icon: StatusIcon },
  { name: 'category', title: msg`Category`, values: categoryValues, nameOf, Icon: CategoryIcon },
  { name: 'priority', title: msg`Priority`, values: priorityValues.toReversed(), nameOf, Icon: PriorityIcon },
  { name: 'labels', title: msg`Labels`, values: labelValues, nameOf: nameOfLabels },
]
