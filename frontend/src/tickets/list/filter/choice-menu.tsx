import { i18n } from '@lingui/core'
import { walkWithArrows } from '../../../ui/popover'
import type { ChoiceFilter } from './choices'
import { FilterMenu } from './filter-menu'

type ChoiceMenuProps = {
  filter: ChoiceFilter
  chosen: readonly string[]
  onChoose: (values: string[]) => void
}

/** A filter of which several values can be chosen at once. */
export function ChoiceMenu({ filter, chosen, onChoose }: ChoiceMenuProps) {
  const { values, nameOf, Icon } = filter
  const title = i18n._(filter.title)
  const toggle = (value: string) =>
    onChoose(values.filter((known) => chosen.includes(known) !== (known === value)))
  const inOrder = values.filter((value) => chosen.includes(value))
  return (
    <FilterMenu title={title} state={inOrder.map(nameOf).join(', ')} onRemove={() => onChoose([])}>
      <p className="popover__title">{title}</p>
      {values.map((value) => (
        <label className="option" key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
            onKeyDown={walkWithArrows}
          />
          {Icon && <Icon value={value as never} />}
          {nameOf(value)}
        </label>
      ))}
    </FilterMenu>
  )
}
