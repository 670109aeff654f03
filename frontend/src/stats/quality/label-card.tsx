import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useId } from 'react'
import type { Outcomes, Step } from '../../api/schema'
import { count, length } from '../../ui/words'
import { Corrections, type Chosen } from './corrections'
import { changed, confirmed, kept, without } from './outcomes'
import { RateChart } from './rate-chart'
import type { Bucket } from './rate-line'

type LabelCardProps<T extends string> = {
  name: 'category' | 'priority'
  title: string
  quality: Outcomes & { unsure: Outcomes; chosen: Chosen<T> }
  values: readonly T[]
  overTime: Bucket[]
  step: Step
}

/** Everything about the suggestions of one label. */
export function LabelCard<T extends string>({
  name,
  title,
  quality,
  values,
  overTime,
  step,
}: LabelCardProps<T>) {
  const id = useId()
  const share = kept(quality)
  return (
    <section className="card quality__label" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className="quality__kept">
        <Trans>
          <strong className="figure__value">{share}</strong> kept as suggested
        </Trans>
      </p>
      <OutcomeBar outcomes={quality} />
      <RateChart name={name} label={title} whole={quality} buckets={overTime} step={step} />
      <Corrections values={values} chosen={quality.chosen} />
      <p className="quality__unsure">{aboutUnsure(quality, quality.unsure)}</p>
    </section>
  )
}

const OutcomeBar = ({ outcomes }: { outcomes: Outcomes }) => {
  const parts = [
    { name: t`Kept`, kind: 'kept', tickets: outcomes.accepted },
    { name: t`Changed`, kind: 'changed', tickets: outcomes.overridden },
    { name: t`Not confirmed`, kind: 'left', tickets: outcomes.unconfirmed },
  ]
  const total = parts.reduce((sum, { tickets }) => sum + tickets, 0)
  return (
    <>
      <div className="outcome-bar" aria-hidden="true">
        {parts.map(({ kind, tickets }) => (
          <span key={kind} data-kind={kind} style={{ inlineSize: length(tickets / total) }} />
        ))}
      </div>
      <dl className="outcome-key">
        {parts.map(({ name, kind, tickets }) => (
          <div key={kind} data-kind={kind}>
            <dt>{name}</dt>
            <dd>{count(tickets)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** Whether being unsure meant anything. */
function aboutUnsure(all: Outcomes, unsure: Outcomes): string {
  if (confirmed(unsure) + unsure.unconfirmed === 0) return t`No suggestion was marked unsure.`
  if (confirmed(unsure) === 0) return t`Nobody has confirmed a suggestion that was marked unsure.`
  const [doubted, others] = [changed(unsure), changed(without(all, unsure))]
  return t`Changed when marked unsure: ${doubted}; otherwise: ${others}.`
}
