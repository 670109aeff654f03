import { t } from '@lingui/core/macro'
import { ApiError } from '../../../api/errors'
import { intoView } from '../../../ui/into-view'
import { Notice } from '../../../ui/notice'

export const Rewritten = () => (
  <div ref={intoView}>
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
  <div ref={intoView}>
    <Notice tone="danger" title={t`Your edit was not saved.`}>
      <p>{explain(error)}</p>
      <p>{t`It is kept on this device: save it again in a moment.`}</p>
    </Notice>
  </div>
)
