import { plural, t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import type { Imported } from '../../api/schema'
import { Notice } from '../../ui/notice'
import { count, percent } from '../../ui/words'
import type { Progress } from './check-rows'
import { FileDrop } from './file-drop'
import { ImportPreview } from './import-preview'
import { useImport } from './use-import'

/** Tickets from a file: choose it, look at what it has, import it. */
export function ImportPage() {
  const { state, commit, choose, startAgain } = useImport()
  const step = commit.data ? 'done' : state.step
  return (
    <div className="import">
      <title>{t`Import · Hushdesk`}</title>
      <header className="page__head">
        <h1>{t`Import tickets`}</h1>
        <p className="page__lead">
          {t`The first row names the columns: title and description, and if you like category, priority, status, created_at and updated_at, as in an export.`}
        </p>
      </header>
      <Step key={step}>
        {commit.data && <Summary imported={commit.data} onAgain={startAgain} />}
        {!commit.data && state.step === 'choose' && (
          <>
            {state.problem && <Notice tone="danger" title={state.problem.message} />}
            <FileDrop onChoose={choose} />
          </>
        )}
        {state.step === 'check' && (
          <Checking progress={state.progress} name={state.name} onStop={startAgain} />
        )}
        {!commit.data && state.step === 'preview' && (
          <ImportPreview
            checked={state.checked}
            error={commit.error}
            isImporting={commit.isPending}
            onImport={() => commit.mutate(state.checked)}
            onAgain={startAgain}
          />
        )}
      </Step>
    </div>
  )
}

/** Takes the focus when it follows another step, whose controls are gone. */
function Step({ children }: { children: React.ReactNode }) {
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus()
  }, [])
  return (
    <section className="card import__step" aria-label={t`Import`} tabIndex={-1} ref={element}>
      {children}
    </section>
  )
}

type CheckingProps = { progress: Progress | undefined; name: string; onStop: () => void }

function Checking({ progress, name, onStop }: CheckingProps) {
  const { done, total } = progress ?? { done: 0, total: 0 }
  const [checked, all] = [count(done), count(total)]
  // Told four times, not for every piece.
  const quarters = percent(total ? Math.floor((4 * done) / total) / 4 : 0)
  return (
    <>
      <p>{progress ? t`${checked} of ${all} rows checked` : t`Reading ${name} …`}</p>
      <progress aria-label={t`Rows checked`} max={total || 1} value={done} />
      <p className="visually-hidden" role="status">{t`${quarters} of the rows checked`}</p>
      <div className="import__actions">
        <button type="button" className="button" onClick={onStop}>
          {t`Cancel`}
        </button>
      </div>
    </>
  )
}

function Summary({ imported, onAgain }: { imported: Imported; onAgain: () => void }) {
  const { created, left_out } = imported
  return (
    <>
      <div role="status">
        <Notice
          tone="success"
          title={plural(created, { one: '# ticket was imported.', other: '# tickets were imported.' })}
        >
          {left_out > 0 && (
            <p>{plural(left_out, { one: '# row was left out.', other: '# rows were left out.' })}</p>
          )}
        </Notice>
      </div>
      <div className="import__actions">
        <Link className="button" data-primary to="/tickets">
          {t`Go to the tickets`}
        </Link>
        <button type="button" className="button" onClick={onAgain}>
          {t`Import another file`}
        </button>
      </div>
    </>
  )
}
