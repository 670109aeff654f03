import { t } from '@lingui/core/macro'

type RowCheckboxProps = {
  number: number
  title: string
  isSelected: boolean
  onToggle: (number: number, upTo?: boolean) => void
}

/** Selects a ticket; with Shift also those between it and the last one. */
export const RowCheckbox = ({ number, title, isSelected, onToggle }: RowCheckboxProps) => (
  <label className="row-checkbox">
    <input
      type="checkbox"
      aria-label={t`Select ${title}`}
      checked={isSelected}
      onChange={({ nativeEvent }) =>
        onToggle(number, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
    />
  </label>
)
