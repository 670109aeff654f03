import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { TicketHistoryEntry } from '../../api/schema'
import { TimeAgo } from '../../ui/time-ago'
import { verbatim } from '../../ui/verbatim'
import { nameOf } from '../../ui/words'
import { engineNameAtStart } from '../engine-name'
import { Entry } from './timeline-entries'

type ChangeProps = { change: TicketHistoryEntry }

const fieldNames: Record<TicketHistoryEntry['field'], MessageDescriptor> = {
  title: msg`Title`,
  description: msg`Description`,
  category: msg`Category`,
  priority: msg`Priority`,
  status: msg`Status`,
}

export const Change = ({ change }: ChangeProps) =>
  change.actor === 'person' ? <PersonsChange change={change} /> : <EnginesChange change={change} />

function EnginesChange({ change }: ChangeProps) {
  const engine = verbatim(engineNameAtStart(change.actor, change.actor_name))
  const [now, before] = [nameOf(change.new), nameOf(change.old)]
  return (
    <Entry kind="engine">
      <p>
        <Trans>
          <span className="timeline__engine">{engine}</span> suggested <strong>{now}</strong>, in place of{' '}
          {before}
        </Trans>
      </p>
      <p className="timeline__by">
        <TimeAgo iso={change.at} />
      </p>
    </Entry>
  )
}

function PersonsChange({ change }: ChangeProps) {
  // A title may be the word "open", and is not the name of a status then.
  const inWords = (value: string) => verbatim(change.field === 'title' ? value : nameOf(value))
  const [before, now] = [inWords(change.old), inWords(change.new)]
  const field = i18n._(fieldNames[change.field])
  const person = verbatim(change.actor_name || t`a person`)
  const { at } = change
  return (
    <Entry kind="person">
      {change.field === 'description' ? (
        <Rewritten before={change.old} now={change.new} />
      ) : (
        <p>
          <Trans>
            {field} changed from <strong>{before}</strong> to <strong>{now}</strong>
          </Trans>
        </p>
      )}
      <p className="timeline__by">
        <Trans>
          by {person} · <TimeAgo iso={at} />
        </Trans>
      </p>
    </Entry>
  )
}

/** A description is too long for a line: what it said, and says now, is there for those who ask. */
const Rewritten = ({ before, now }: { before: string; now: string }) => (
  <>
    <p>{t`Description changed`}</p>
    <details className="timeline__texts">
      <summary>{t`Before and after`}</summary>
      <dl>
        <dt>{t`Before`}</dt>
        <dd>{before}</dd>
        <dt>{t`After`}</dt>
        <dd>{now}</dd>
      </dl>
    </details>
  </>
)
