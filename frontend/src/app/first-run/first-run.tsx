import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { TriageStatus } from '../../api/schema'
import { useIsManager } from '../../api/session'
import { triageQueries } from '../../api/triage'
import { PlusIcon, UploadIcon } from '../../ui/icons'
import { LogoMark } from '../../ui/logo'
import { DemoButton } from './demo-button'
import { EngineCard } from './engine-card'
import { SampleCard } from './sample-card'

/** What an empty system shows in place of a list: what this is, and the ways to begin. */
export function FirstRun() {
  const { data: status } = useQuery(triageQueries.status())
  const isManager = useIsManager()
  return (
    <div className="first-run">
      <header className="first-run__head">
        <LogoMark />
        <h1>
          <Trans>Welcome to Hushdesk</Trans>
        </h1>
        <p>
          <Trans>
            Somebody writes down a problem, and its category and priority are suggested while they type.
          </Trans>{' '}
          {whereTextGoes(status)}
        </p>
        <div className="first-run__actions">
          <Link className="button" data-primary to="/new" aria-keyshortcuts="n">
            <PlusIcon />
            <Trans>Write the first ticket</Trans>
          </Link>
          {isManager && <DemoButton />}
        </div>
      </header>
      <div className="first-run__cards">
        {status?.engine !== 'none' && <SampleCard />}
        <div className="first-run__beside">
          <EngineCard status={status} />
          {isManager && <ImportCard />}
        </div>
      </div>
    </div>
  )
}

const ImportCard = () => (
  <section className="card" aria-labelledby="first-run-import">
    <h2 id="first-run-import">
      <UploadIcon />
      <Trans>Bring your existing tickets</Trans>
    </h2>
    <p>
      <Trans>From a spreadsheet or another system: you see what is wrong before anything is stored.</Trans>
    </p>
    <Link className="link" to="/import">
      <Trans>Import a CSV file</Trans>
    </Link>
  </section>
)

function whereTextGoes(status: TriageStatus | undefined) {
  if (status?.local === false)
    return t`For a suggestion, what they write is sent to ${{ destination: status.destination }}.`
  return t`All of it happens on this server: what they write goes nowhere else.`
}
