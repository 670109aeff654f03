import { t } from '@lingui/core/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useRef } from 'react'
import { triageQueries } from '../../api/triage'
import { later } from '../../ui/later'
import { describeEngine } from './describe-engine'

const EngineDetails = later(() => import('./engine-details').then((file) => file.EngineDetails))

/** Fallback answers are asked for again once the model is there; what the model said itself stays. */
function useFreshSuggestions(engine: string | undefined) {
  const queryClient = useQueryClient()
  const before = useRef(engine)
  useEffect(() => {
    if (engine === 'llm' && before.current !== undefined && before.current !== 'llm')
      void queryClient.invalidateQueries({ queryKey: ['suggestions'] })
    before.current = engine
  }, [engine, queryClient])
}

export function EngineIndicator() {
  const { data: status } = useQuery(triageQueries.status())
  useFreshSuggestions(status?.engine)
  const { label, short, tone, share } = describeEngine(status)
  return (
    <div className="engine">
      <button
        type="button"
        className="engine__button"
        popoverTarget="engine-details"
        aria-label={t`Suggestions: ${label}`}
        title={label}
      >
        <span className="engine__dot" data-tone={tone} />
        <span className="engine__label">{label}</span>
        <span className="engine__label engine__label--short">{short}</span>
        {share !== undefined && <progress className="engine__bar" value={share} aria-label={t`Download`} />}
      </button>
      <div className="engine__details" id="engine-details" popover="auto">
        {status ? (
          <Suspense fallback={null}>
            <EngineDetails status={status} />
          </Suspense>
        ) : (
          <p>{t`The server has not said yet which engine answers.`}</p>
        )}
      </div>
    </div>
  )
}
