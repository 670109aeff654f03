import {
  categoryValues,
  priorityValues,
  type Category,
  type Priority,
  type Suggestion,
} from '../../api/schema'
import type { FieldErrors } from './checks'
import { SuggestedSelect } from './suggested-select'
import type { SuggestedField } from './use-suggested-field'

type SuggestedLabelsProps = {
  category: SuggestedField<Category>
  priority: SuggestedField<Priority>
  suggestion: Suggestion | null
  thinking: boolean
  errors: FieldErrors
}

export const SuggestedLabels = ({ category, priority, errors, ...shared }: SuggestedLabelsProps) => (
  <div className="form__pair">
    <SuggestedSelect
      {...shared}
      name="category"
      field={category}
      options={categoryValues}
      error={errors['category']}
    />
    <SuggestedSelect
      {...shared}
      name="priority"
      field={priority}
      options={priorityValues}
      error={errors['priority']}
    />
  </div>
)
