import { isUnreachable } from '../api/errors'
import { EmptyState } from './empty-state'
import { WarningIcon } from './icons'

type LoadProblemProps = { what: string; error: Error; onRetry: () => void }

/** Stands where content could not be loaded. An unreachable server is asked again by itself. */
export const LoadProblem = ({ what, error, onRetry }: LoadProblemProps) => (
  <div role="alert">
    <EmptyState
      art={<WarningIcon />}
      title={isUnreachable(error) ? 'The server does not answer' : `${what} could not be loaded`}
      action={
        !isUnreachable(error) && (
          <button type="button" className="button" onClick={onRetry}>
            Try again
          </button>
        )
      }
    >
      {isUnreachable(error) ? 'This page keeps trying and continues by itself.' : error.message}
    </EmptyState>
  </div>
)
