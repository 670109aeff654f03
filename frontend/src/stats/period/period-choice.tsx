import { t } from '@lingui/core/macro'
import { OwnDays } from './own-days'
import { daysAfter, offered, today, type Period } from './period'

type PeriodChoiceProps = { period: Period; onChoose: (period: Period) => void }

/** The days that the figures below it are of. */
export const PeriodChoice = ({ period, onChoose }: PeriodChoiceProps) => (
  <div className="period-choice">
    <fieldset className="choice">
      <legend className="visually-hidden">{t`Period`}</legend>
      {offered.map((days) => (
        <label key={days}>
          <input
            type="radio"
            name="period"
            checked={'days' in period && period.days === days}
            onChange={() => onChoose({ days })}
          />
          {days === 365 ? t`1 year` : t`${days} days`}
        </label>
      ))}
      <label>
        <input
          type="radio"
          name="period"
          checked={'since' in period}
          onChange={() => onChoose(asDates(period))}
        />
        {t`Custom dates`}
      </label>
    </fieldset>
    {'since' in period && <OwnDays period={period} onChoose={onChoose} />}
  </div>
)

const asDates = (period: Period) =>
  'since' in period ? period : { since: daysAfter(today(), 1 - period.days) }
