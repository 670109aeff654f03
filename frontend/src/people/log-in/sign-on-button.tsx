import { t } from '@lingui/core/macro'
import { useSignOn } from './sign-on'

export function SignOnButton({ name }: { name: string }) {
  const signOn = useSignOn()
  return (
    <>
      <button
        type="button"
        className="button button--wide"
        aria-disabled={signOn.isPending}
        onClick={() => signOn.isPending || signOn.mutate({})}
      >
        {t`Log in with ${name}`}
      </button>
      {signOn.error && (
        <p className="field__error" role="alert">
          {signOn.error.message}
        </p>
      )}
    </>
  )
}
