import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Finding } from '../../api/schema'
import { CheckIcon, CrossIcon, WarningIcon } from '../../ui/icons'

const verdicts = {
  ok: { name: msg`OK`, Icon: CheckIcon },
  look: { name: msg`Look at this`, Icon: WarningIcon },
  broken: { name: msg`Broken`, Icon: CrossIcon },
}

export function FindingRow({ finding }: { finding: Finding }) {
  const { name, Icon } = verdicts[finding.verdict]
  return (
    <li className="finding" data-verdict={finding.verdict}>
      <h2>{finding.title}</h2>
      <div className="finding__text">
        <p>{finding.detail}</p>
        {finding.advice && <p className="finding__advice">{finding.advice}</p>}
      </div>
      <span className="finding__verdict">
        <Icon />
        {i18n._(name)}
      </span>
    </li>
  )
}
