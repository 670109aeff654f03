import { t } from '@lingui/core/macro'
import { useRef } from 'react'
import { Notice } from '../../ui/notice'
import { useFocusLeftAround } from '../../ui/use-focus-left-around'

type RecoveryCodesProps = { codes: string[]; onKept: () => void }

export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const button = useRef<HTMLButtonElement>(null)
  useFocusLeftAround(button)
  return (
    <>
      <div role="status">
        <Notice tone="success" title={t`The second factor is on.`} />
      </div>
      <p>
        {t`Each of these codes lets you in once without your phone. They are shown now and never again: print them, or keep them with your passwords.`}
      </p>
      <ul className="recovery-codes" aria-label={t`Recovery codes`}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <button type="button" className="button" data-primary onClick={onKept} ref={button}>
          {t`I have kept them`}
        </button>
      </div>
    </>
  )
}
