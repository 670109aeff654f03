import { t } from '@lingui/core/macro'
import { isUnreachable } from '../api/errors'
import { EmptyState } from './empty-state'
import { WarningIcon } from './icons'

type LoadProblemProps = { title: string; error: Error; onRetry: () => void }

/** Shown in place of content that could not be loaded. An unreachable server is retried automatically. */
export const LoadProblem = ({ title, error, onRetry }: LoadProblemProps) => (
  <div role="alert">
    <EmptyState
      art={<WarningIcon />}
      title={isUnreachable(error) ? t`The server does not answer` : title}
      action={
        !isUnreachable(error) && (
          <button type="button" className="button" onClick={onRetry}>
            {t`Try again`}
          </button>
        )
      }
    >
      {isUnreachable(error) ? t`This page keeps trying and continues by itself.` : error.message}
    </EmptyState>
  </div>
)
