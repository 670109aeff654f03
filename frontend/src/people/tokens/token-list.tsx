import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import type { ApiToken } from '../../api/schema'
import { dayAndTime, TimeAgo } from '../../ui/time-ago'
import { useNow } from '../../ui/use-now'
import { scopeNames } from './scopes'
import { TwiceButton } from '../twice-button'

/** Which programs act in somebody's name, and an end to it. */
export const TokenList = ({ tokens }: { tokens: ApiToken[] }) => (
  <ul className="tokens">
    {tokens.map((token) => (
      <TokenRow key={token.id} token={token} />
    ))}
  </ul>
)

function TokenRow({ token }: { token: ApiToken }) {
  const expires = new Date(token.expires_at)
  const isOver = expires <= useNow()
  const when = dayAndTime(expires)
  const revoke = useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/api/tokens/{token_id}/', { params: { path: { token_id: String(token.id) } } })),
  })
  return (
    <li className="token" data-off={isOver || undefined}>
      <p className="token__name">{token.name}</p>
      <p className="token__facts">
        <span>{i18n._(scopeNames[token.scope])}</span>
        <span>{isOver ? t`expired ${when}` : t`until ${when}`}</span>
        <span>
          {token.last_used_at ? (
            <>
              <span className="token__label">{t`Last used`}</span> <TimeAgo iso={token.last_used_at} />
            </>
          ) : (
            t`Never used`
          )}
        </span>
      </p>
      <TwiceButton
        className="button token__revoke"
        again={t`Revoke for good`}
        onPress={() => revoke.mutate()}
      >
        {t`Revoke`}
      </TwiceButton>
      {revoke.error && (
        <p className="field__error" role="alert">
          {revoke.error.message}
        </p>
      )}
    </li>
  )
}
