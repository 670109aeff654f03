import { t } from '@lingui/core/macro'
import { ApiError, isUnconfirmed } from '../../api/errors'
import { Notice } from '../../ui/notice'

const SHOWN_AT_FIELDS = ['title', 'description', 'category', 'priority']

function explain(error: Error) {
  if (!(error instanceof ApiError)) return error.message
  const fields = Object.entries(error.fields)
  if (fields.length === 0) return error.message
  const others = fields.filter(([field]) => !SHOWN_AT_FIELDS.includes(field)).map(([, message]) => message)
  return others.length > 0 ? others.join(' ') : t`Please look at the marked fields.`
}

export const SubmitProblem = ({ error }: { error: Error }) =>
  isUnconfirmed(error) ? (
    // It may have been stored all the same: see `keyOf` of drafts.
    <Notice tone="danger" title={t`The ticket is not confirmed.`}>
      <p>
        {explain(error)} {t`Your text is still here. Sending it again makes no second ticket.`}
      </p>
    </Notice>
  ) : (
    <Notice tone="danger" title={t`The ticket was not created.`}>
      <p>
        {explain(error)} {t`Your text is still here.`}
      </p>
    </Notice>
  )
