import { type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { categoryValues, priorityValues, statusValues } from '../../api/schema'
import { CategoryIcon, PriorityIcon, StatusIcon } from '../../ui/labels'
import type { ComponentType } from 'react'

export type FieldName = 'status' | 'category' | 'priority'

type Field = {
  name: FieldName
  title: MessageDescriptor
  /** What the palette calls setting it. */
  command: MessageDescriptor
  /** Opens the choice. */
  key: string
  values: readonly string[]
  Icon: ComponentType<{ value: never }>
}

/** What of a ticket can be set without opening it. */
export const fields: Record<FieldName, Field> = {
  status: {
    name: 'status',
    title: msg`Status`,
    command: msg`Set the status…`,
    key: 's',
    values: statusValues,
    Icon: StatusIcon,
  },
  category: {
    name: 'category',
    title: msg`Category`,
    command: msg`Set the category…`,
    key: 'c',
    values: categoryValues,
    Icon: CategoryIcon,
  },
  priority: {
    name: 'priority',
    title: msg`Priority`,
    command: msg`Set the priority…`,
    key: 'p',
    values: priorityValues,
    Icon: PriorityIcon,
  },
}
