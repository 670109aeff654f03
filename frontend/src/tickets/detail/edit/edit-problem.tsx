import { t } from '@lingui/core/macro'
import { useEffect, useRef } from 'react'
import { ApiError } from '../../../api/errors'
import { Notice } from '../../../ui/notice'

/** Brings what it holds into view: it may be far from where one writes. */
function useInView() {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return element
}

export const Rewritten = () => (
  <div ref={useInView()}>
    <Notice tone="warning" title={t`Somebody else rewrote this while you did.`}>
      <p>
        {t`Nothing is saved yet. What they wrote stands beside yours: make yours what it should be and save it, or take theirs. The timeline keeps both.`}
      </p>
    </Notice>
  </div>
)

function explain(error: Error) {
  if (!(error instanceof ApiError)) return error.message
  if (error.status === 404) return t`This ticket is gone.`
  return Object.keys(error.fields).length > 0 ? t`Please look at the marked fields.` : error.message
}

export const NotSaved = ({ error }: { error: Error }) => (
  <div ref={useInView()}>
    <Notice tone="danger" title={t`Your edit was not saved.`}>
      <p>{explain(error)}</p>
      <p>{t`It is kept on this device: save it again in a moment.`}</p>
    </Notice>
  </div>
)
