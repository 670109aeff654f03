import { t } from '@lingui/core/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import type { Proposal } from '../../api/schema'
import { autofocus } from '../../ui/autofocus'
import { CodeField } from '../code-field'
import { FieldsForm } from '../fields-form'
import { PasswordField } from '../password-field'
import { ownQueries } from '../queries'
import { RecoveryCodes } from './recovery-codes'
import { ScanProposal } from './scan-proposal'

type Answers = Record<string, string>

/** A code of one's phone beside the password: switched off, being set up, or switched on. */
export function SecondFactor() {
  const { data } = useQuery(ownQueries.secondFactor())
  const [codes, setCodes] = useState<string[]>([])
  return (
    <section className="card own-account__part" aria-labelledby="second-factor" tabIndex={-1}>
      <h2 id="second-factor">{t`Second factor`}</h2>
      {data && !data.has_password && <p>{t`You log in with single sign-on, which takes care of that.`}</p>}
      {codes.length > 0 && <RecoveryCodes codes={codes} onKept={() => setCodes([])} />}
      {codes.length === 0 && data?.has_password && (data.is_on ? <IsOn /> : <IsOff onCodes={setCodes} />)}
    </section>
  )
}

function IsOn() {
  const queryClient = useQueryClient()
  const [isLeaving, setIsLeaving] = useState(false)
  const switchOff = useMutation({
    mutationFn: ({ password = '', code = '' }: Answers) =>
      unwrap(api.POST('/api/second-factor/off/', { body: { password, code } })),
    onSuccess: () => queryClient.invalidateQueries(ownQueries.secondFactor()),
  })
  return (
    <>
      <p>{t`It is on: logging in takes a code from your app as well as the password.`}</p>
      {!isLeaving && (
        <div>
          <button type="button" className="button" onClick={() => setIsLeaving(true)}>
            {t`Switch it off…`}
          </button>
        </div>
      )}
      {isLeaving && (
        <FieldsForm send={switchOff} button={t`Switch off the second factor`} isDangerous>
          {(problems) => (
            <>
              <PasswordField label={t`Your password`} error={problems['password']} {...autofocus} />
              <CodeField hint={t`From your app, or a recovery code.`} error={problems['code']} />
            </>
          )}
        </FieldsForm>
      )}
    </>
  )
}

function IsOff({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const propose = useMutation({
    mutationFn: ({ password = '' }: Answers) =>
      unwrap(api.POST('/api/second-factor/propose/', { body: { password } })),
    onSuccess: setProposal,
  })
  if (proposal) return <Confirm proposal={proposal} onCodes={onCodes} />
  return (
    <>
      <p>{t`A code from an app on your phone, in addition to the password: knowing the password alone is not enough.`}</p>
      <FieldsForm send={propose} button={t`Set up`}>
        {(problems) => <PasswordField label={t`Your password`} error={problems['password']} />}
      </FieldsForm>
    </>
  )
}

type ConfirmProps = { proposal: Proposal; onCodes: (codes: string[]) => void }

function Confirm({ proposal, onCodes }: ConfirmProps) {
  const queryClient = useQueryClient()
  const confirm = useMutation({
    mutationFn: ({ code = '' }: Answers) =>
      unwrap(api.POST('/api/second-factor/confirm/', { body: { code } })),
    onSuccess: async ({ recovery_codes }) => {
      onCodes(recovery_codes)
      await queryClient.invalidateQueries(ownQueries.secondFactor())
    },
  })
  return (
    <>
      <ScanProposal proposal={proposal} />
      <FieldsForm send={confirm} button={t`Switch on`}>
        {(problems) => <CodeField hint={t`The one that the app shows now.`} error={problems['code']} />}
      </FieldsForm>
    </>
  )
}
