import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { Finding, System } from '../../api/schema'
import { systemQueries } from '../../api/system'
import { LoadProblem } from '../../ui/load-problem'
import { Notice } from '../../ui/notice'
import { FindingRow } from './finding-row'

/** Whether this installation has what it needs, in the words of `manage.py doctor`. */
export function SystemPage() {
  const { data, error, isFetching, refetch } = useQuery(systemQueries.current())
  return (
    <div className="system">
      <title>{`${t`System`} · Hushdesk`}</title>
      <header className="page__head">
        <h1>{t`System`}</h1>
        <button type="button" className="button" aria-disabled={isFetching} onClick={() => void refetch()}>
          {t`Check again`}
        </button>
        <p className="page__lead">{t`Whether this installation has what it needs, and what to do if not.`}</p>
      </header>
      {data && <Findings system={data} />}
      {!data && !error && <p role="status">{t`Checking everything…`}</p>}
      {!data && error && !isFetching && (
        <LoadProblem
          title={t`The system could not be checked`}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
    </div>
  )
}

const Findings = ({ system: { findings } }: { system: System }) => (
  <>
    <Summary findings={findings} />
    <ul className="card system__findings">
      {findings.map((finding) => (
        <FindingRow key={finding.title} finding={finding} />
      ))}
    </ul>
  </>
)

function Summary({ findings }: { findings: Finding[] }) {
  const count = (verdict: Finding['verdict']) => findings.filter((found) => found.verdict === verdict).length
  const [broken, toLookAt] = [count('broken'), count('look')]
  if (broken)
    return (
      <Notice
        tone="danger"
        title={plural(broken, { one: '# thing is broken', other: '# things are broken' })}
      />
    )
  if (toLookAt)
    return (
      <Notice
        tone="warning"
        title={plural(toLookAt, {
          one: 'It works, with # thing to look at',
          other: 'It works, with # things to look at',
        })}
      />
    )
  return <Notice tone="success" title={t`Everything is as it should be`} />
}
