import { i18n, type MessageDescriptor } from '@lingui/core'

type RadioCardsProps<Value extends string> = {
  legend: string
  name: string
  /** The first one is chosen to begin with. */
  values: readonly Value[]
  names: Record<Value, MessageDescriptor>
  duties: Record<Value, MessageDescriptor>
}

/** One of a few, each with what it means. */
export const RadioCards = <Value extends string>({
  legend,
  name,
  values,
  names,
  duties,
}: RadioCardsProps<Value>) => (
  <fieldset className="radio-cards">
    <legend>{legend}</legend>
    {values.map((value) => (
      <label key={value}>
        <input type="radio" name={name} value={value} defaultChecked={value === values[0]} />
        {i18n._(names[value])}
        <small>{i18n._(duties[value])}</small>
      </label>
    ))}
  </fieldset>
)
