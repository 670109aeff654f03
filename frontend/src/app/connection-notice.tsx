import { t } from '@lingui/core/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { isUnreachable } from '../api/errors'
import { Notice } from '../ui/notice'

/** True while something on screen that was loaded before cannot be brought up to date. */
function useIsOutOfDate() {
  const cache = useQueryClient().getQueryCache()
  return useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () =>
      cache
        .findAll({ type: 'active' })
        .some(({ state }) => state.data !== undefined && isUnreachable(state.fetchFailureReason)),
  )
}

export const ConnectionNotice = () =>
  useIsOutOfDate() && (
    <Notice tone="warning" title={t`The server does not answer.`}>
      <p>{t`You see what was loaded last. This page keeps trying and catches up by itself.`}</p>
    </Notice>
  )
