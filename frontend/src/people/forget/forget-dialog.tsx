import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../../api/errors'
import type { Erased } from '../../api/schema'
import { Modal } from '../../ui/modal'
import { ForgetByName } from './forget-by-name'
import { ForgetSteps } from './forget-steps'
import { Forgotten } from './forgotten'
import { peopleQueries, type PersonInQuestion } from '../queries'

type ForgetDialogProps = {
  /** A user name; empty for somebody without an account, whose name is asked for. */
  person: string
  onClose: () => void
}

/** Forgetting somebody for good: what is stored of them is kept first, and then erased. */
export function ForgetDialog({ person, onClose }: ForgetDialogProps) {
  const [asked, setAsked] = useState<PersonInQuestion>({ person })
  const [erased, setErased] = useState<Erased | null>(null)
  const title = t`Forget a person`
  return (
    <Modal label={title} className="modal--form modal--forget" onClose={onClose}>
      <h2>{title}</h2>
      {erased && <Forgotten erased={erased} onClose={onClose} />}
      {!erased && asked.person && (
        <Stored asked={asked} onAsk={setAsked} onErased={setErased} onClose={onClose} />
      )}
      {!asked.person && <ForgetByName onAsk={setAsked} onClose={onClose} />}
    </Modal>
  )
}

type StoredProps = {
  asked: PersonInQuestion
  onAsk: (asked: PersonInQuestion) => void
  onErased: (erased: Erased) => void
  onClose: () => void
}

function Stored({ asked, onAsk, onErased, onClose }: StoredProps) {
  const { data, error } = useQuery(peopleQueries.traces(asked))
  if (data) return <ForgetSteps asked={asked} traces={data} onErased={onErased} onClose={onClose} />
  if (!error) return <p role="status">{t`Loading…`}</p>
  const areNamesakes = error instanceof ApiError && error.code === 'namesakes'
  return (
    <>
      <p className="field__error" role="alert">
        {error.message}
      </p>
      <div className="modal__foot">
        <button type="button" className="button" onClick={onClose}>
          {t`Cancel`}
        </button>
        {areNamesakes && (
          <button
            type="button"
            className="button"
            data-danger
            onClick={() => onAsk({ ...asked, with_namesakes: true })}
          >
            {t`Continue: all of them lose the name there`}
          </button>
        )}
      </div>
    </>
  )
}
