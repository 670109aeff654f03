import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client'
import { ApiError, unwrap } from '../../api/errors'
import type { Erased, MarkedExport, Traces } from '../../api/schema'
import { autofocus } from '../../ui/autofocus'
import { download } from '../../ui/download'
import { CheckIcon, DownloadIcon } from '../../ui/icons'
import { PersonTraces } from './person-traces'
import type { PersonInQuestion } from '../queries'

type ForgetStepsProps = {
  asked: PersonInQuestion
  traces: Traces
  onErased: (erased: Erased) => void
  onClose: () => void
}

/** The file comes first. The server is sent its fingerprint, and erases nothing that is not in it. */
export function ForgetSteps({ asked, traces, onErased, onClose }: ForgetStepsProps) {
  const [exported, setExported] = useState('')
  const [isKept, setIsKept] = useState(false)
  const [keepTickets, setKeepTickets] = useState(false)
  const erase = useMutation({
    mutationFn: () => {
      const query = { ...asked, exported, keep_tickets: keepTickets }
      return unwrap(api.DELETE('/api/people/traces/', { params: { query } }))
    },
    onSuccess: onErased,
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'changed_since_export') keepAnew('')
    },
  })
  function keepAnew(fingerprint: string) {
    setExported(fingerprint)
    setIsKept(false)
  }
  const isReady = Boolean(exported) && isKept && !erase.isPending
  return (
    <>
      <PersonTraces traces={traces} />
      <Keep asked={asked} file={fileOf(traces)} isDone={Boolean(exported)} onExported={keepAnew} />
      <fieldset className="radio-cards">
        <legend>{t`2. Erase it`}</legend>
        <label>
          <input
            type="checkbox"
            checked={isKept}
            disabled={!exported}
            onChange={({ target }) => setIsKept(target.checked)}
          />
          {t`I have the file, and it can be opened`}
        </label>
        {traces.tickets > 0 && (
          <label>
            <input
              type="checkbox"
              checked={keepTickets}
              onChange={({ target }) => setKeepTickets(target.checked)}
            />
            {t`Keep the tickets, without saying who filed them`}
          </label>
        )}
      </fieldset>
      {erase.error && (
        <p className="field__error" role="alert">
          {erase.error.message}
        </p>
      )}
      <div className="modal__foot">
        <button type="button" className="button" onClick={onClose}>
          {t`Cancel`}
        </button>
        <button
          type="button"
          className="button"
          data-danger
          aria-disabled={!isReady}
          onClick={() => isReady && erase.mutate()}
        >
          {t`Erase for good`}
        </button>
      </div>
    </>
  )
}

const fileOf = ({ username }: Traces) => `hushdesk-${username || 'person'}.json`

type KeepProps = {
  asked: PersonInQuestion
  file: string
  isDone: boolean
  onExported: (fingerprint: string) => void
}

function Keep({ asked, file, isDone, onExported }: KeepProps) {
  const keep = useMutation({
    mutationFn: () => unwrap(api.GET('/api/people/traces/export/', { params: { query: asked } })),
    onSuccess: (stored: MarkedExport) => {
      download(file, `${JSON.stringify(stored, null, 2)}\n`, 'application/json')
      onExported(stored.fingerprint)
    },
  })
  return (
    <section className="forget__step" aria-labelledby="forget-keep">
      <h3 id="forget-keep">{t`1. Keep what is stored`}</h3>
      <p>{t`To hand it over, or as evidence. Nothing can be erased before that.`}</p>
      <button
        type="button"
        className="button"
        data-primary={isDone ? undefined : true}
        {...autofocus}
        aria-disabled={keep.isPending}
        onClick={() => !keep.isPending && keep.mutate()}
      >
        {isDone ? <CheckIcon /> : <DownloadIcon />}
        {isDone ? t`Download once more` : t`Download`}
      </button>
      <p role="status">{isDone && t`Your browser was given ${file}: check that it is there.`}</p>
      {keep.error && (
        <p className="field__error" role="alert">
          {keep.error.message}
        </p>
      )}
    </section>
  )
}
