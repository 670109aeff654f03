import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { useFocusLeftAround } from '../../ui/use-focus-left-around'

/** Fills the empty system. Then the list takes this page's place, and the focus goes to what it stood in. */
export function DemoButton() {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => unwrap(api.POST('/api/tickets/demo/')),
  })
  const button = useRef<HTMLButtonElement>(null)
  useFocusLeftAround(button)
  const isBusy = isPending || isSuccess
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button"
        aria-disabled={isBusy || undefined}
        onClick={() => !isBusy && mutate()}
      >
        {isBusy ? t`Loading the demo tickets…` : t`Look around with 200 demo tickets`}
      </button>
      <p className="first-run__note">
        {error ? (
          <span role="alert">{error.message}</span>
        ) : (
          <Trans>
            They are invented, to look around in: nothing is learnt from them, and you can remove them again.
          </Trans>
        )}
      </p>
    </>
  )
}
