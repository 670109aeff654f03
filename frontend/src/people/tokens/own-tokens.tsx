import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MadeApiToken } from '../../api/schema'
import { NewTokenDialog } from './new-token-dialog'
import { ownQueries } from '../queries'
import { TokenDialog } from './token-dialog'
import { TokenList } from './token-list'

/** With what programs call the API in one's name. */
export function OwnTokens() {
  const { data: tokens = [] } = useQuery(ownQueries.tokens())
  const [isMaking, setIsMaking] = useState(false)
  const [made, setMade] = useState<MadeApiToken | null>(null)
  function show(token: MadeApiToken) {
    setIsMaking(false)
    setMade(token)
  }
  return (
    <>
      <section className="card own-account__part" aria-labelledby="own-tokens">
        <h2 id="own-tokens">{t`API tokens`}</h2>
        <p>{t`For programs that work in your name. Each may do what its token allows, and never more than you.`}</p>
        {tokens.length > 0 && <TokenList tokens={tokens} />}
        <div className="own-account__actions">
          <button type="button" className="button" onClick={() => setIsMaking(true)}>
            {t`New token…`}
          </button>
          <a className="link" href="/api/docs/">{t`What programs can call`}</a>
        </div>
      </section>
      {isMaking && <NewTokenDialog onMade={show} onClose={() => setIsMaking(false)} />}
      {made && <TokenDialog made={made} onClose={() => setMade(null)} />}
    </>
  )
}
