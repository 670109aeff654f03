import { periods } from './use-period'

type PeriodChoiceProps = { days: number; onChoose: (days: number) => void }

export const PeriodChoice = ({ days, onChoose }: PeriodChoiceProps) => (
  <fieldset className="choice">
    <legend className="visually-hidden">Period</legend>
    {periods.map((period) => (
      <label key={period}>
        <input type="radio" name="period" checked={period === days} onChange={() => onChoose(period)} />
        {period === 365 ? '1 year' : `${period} days`}
      </label>
    ))}
  </fieldset>
)
