import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import type { Category, Priority, Suggestion } from '../../api/schema'
import { Field } from '../../ui/field'
import { SparkIcon, UndoIcon } from '../../ui/icons'
import { Select } from '../../ui/select'
import { nameOf } from '../../ui/words'
import { sureness } from '../sureness'
import type { SuggestedField } from './use-suggested-field'

const labels = { category: msg`Category`, priority: msg`Priority` }

function undoing(value = '') {
  const name = nameOf(value)
  return t`Undo: back to ${name}`
}

function offering(value: string, isUnsure: boolean) {
  const name = nameOf(value)
  return isUnsure ? t`Use suggestion: ${name}?` : t`Use suggestion: ${name}`
}

const origins = {
  unsure: msg`Suggested, unsure`,
  likely: msg`Suggested, likely`,
  unknown: msg`Suggested`,
}

type SuggestedSelectProps = {
  name: 'category' | 'priority'
  field: SuggestedField<Category> | SuggestedField<Priority>
  options: readonly string[]
  suggestion: Suggestion | null
  thinking: boolean
  error: string | undefined
}

export function SuggestedSelect({ name, field, options, suggestion, thinking, error }: SuggestedSelectProps) {
  const suggested = suggestion?.[`suggested_${name}`]
  const isUnsure = suggestion?.unsure[name] ?? false
  const sure = sureness(isUnsure, suggestion?.confidence[name])
  const isFollowed = field.source === 'suggestion'
  const offered = field.source === 'person' && suggested !== field.value ? suggested : undefined
  return (
    <Field
      label={i18n._(labels[name])}
      error={error}
      steady
      aside={
        <>
          {isFollowed && (
            <span className="origin" data-suggested data-unsure={isUnsure || undefined}>
              <SparkIcon />
              {i18n._(origins[sure ?? 'unknown'])}
            </span>
          )}
          {field.source === 'person' && <span className="origin">{t`Your choice`}</span>}
        </>
      }
      hint={
        // The same button takes a suggestion and takes that back, so that it keeps the focus.
        (offered || field.givenUp) && (
          <button type="button" className="offer" onClick={offered ? field.follow : field.undo}>
            {offered ? <SparkIcon /> : <UndoIcon />}
            {offered ? offering(offered, isUnsure) : undoing(field.givenUp)}
          </button>
        )
      }
    >
      {(control) => (
        <Select
          {...control}
          {...field.selectProps}
          options={options}
          empty={thinking ? t`Thinking…` : t`Will be chosen for you`}
          data-thinking={(thinking && field.source !== 'person') || undefined}
          isGuess={isFollowed && isUnsure}
          data-suggested={isFollowed || undefined}
        />
      )}
    </Field>
  )
}
