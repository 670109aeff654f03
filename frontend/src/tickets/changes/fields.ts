import { categoryValues, priorityValues, statusValues } from '../../api/schema'
import { CategoryIcon, PriorityIcon, StatusIcon } from '../../ui/labels'
import type { ComponentType } from 'react'

export type FieldName = 'status' | 'category' | 'priority'

type Field = {
  name: FieldName
  title: string
  /** Opens the choice. */
  key: string
  values: readonly string[]
  Icon: ComponentType<{ value: never }>
}

/** What of a ticket can be set without opening it. */
export const fields: Record<FieldName, Field> = {
  status: { name: 'status', title: 'Status', key: 's', values: statusValues, Icon: StatusIcon },
  category: { name: 'category', title: 'Category', key: 'c', values: categoryValues, Icon: CategoryIcon },
  priority: { name: 'priority', title: 'Priority', key: 'p', values: priorityValues, Icon: PriorityIcon },
}
