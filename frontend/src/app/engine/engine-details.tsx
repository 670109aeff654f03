import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from 'react-router'
import type { TriageStatus } from '../../api/schema'
import { useIsManager } from '../../api/session'
import { ArrowRightIcon, ShieldIcon, WarningIcon } from '../../ui/icons'
import { closeAround } from '../../ui/popover'
import { bytes, percent } from '../../ui/words'
import { EngineFacts } from './engine-facts'

export function Download({ completed, total, error }: NonNullable<TriageStatus['download']>) {
  if (error)
    return (
      <p className="engine__error">
        <Trans>The download stopped: {error}</Trans>
      </p>
    )
  return (
    <div className="engine__download">
      <progress aria-label={t`Download of the model`} {...(total ? { value: completed, max: total } : {})} />
      <p>{total ? progressOf(completed, total) : bytes(completed)}</p>
    </div>
  )
}

function progressOf(completed: number, total: number) {
  const [here, all, share] = [bytes(completed), bytes(total), percent(completed / total)]
  return t`${here} of ${all}, ${share}`
}

export const EngineDetails = ({ status }: { status: TriageStatus }) => (
  <>
    <h2>{t`Suggestions`}</h2>
    <p>{status.detail}</p>
    {status.download && <Download {...status.download} />}
    <EngineFacts status={status} />
    <p className="engine__privacy" data-local={status.local}>
      {status.local ? <ShieldIcon /> : <WarningIcon />}
      {status.local
        ? t`What you write stays on this server.`
        : t`What you write is sent to ${{ destination: status.destination }}.`}
    </p>
    <ToSystem />
  </>
)

function ToSystem() {
  if (!useIsManager()) return null
  return (
    <Link to="/system" className="engine__more" onClick={(event) => closeAround(event.currentTarget)}>
      {t`Check the system`}
      <ArrowRightIcon />
    </Link>
  )
}
