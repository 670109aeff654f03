import { plural, t } from '@lingui/core/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { scopeValues, type MadeApiToken, type Scope } from '../../api/schema'
import { Field } from '../../ui/field'
import { Modal } from '../../ui/modal'
import { FieldsForm } from '../fields-form'
import { NameField } from '../name-field'
import { PasswordField } from '../password-field'
import { ownQueries } from '../queries'
import { RadioCards } from '../radio-cards'
import { scopeDuties, scopeNames } from './scopes'

const DAYS = [7, 30, 90, 365]
const USUAL_DAYS = 90

type NewTokenDialogProps = { onMade: (made: MadeApiToken) => void; onClose: () => void }

export function NewTokenDialog({ onMade, onClose }: NewTokenDialogProps) {
  const { data: own } = useQuery(ownQueries.secondFactor())
  const make = useMutation({
    mutationFn: ({ name = '', scope, days, password = '' }: Record<string, string>) => {
      const body = { name, scope: scope as Scope, expires_in_days: Number(days), password }
      return unwrap(api.POST('/api/tokens/', { body }))
    },
    onSuccess: onMade,
  })
  return (
    <Modal label={t`New token`} className="modal--form" onClose={onClose}>
      <h2>{t`New token`}</h2>
      <FieldsForm send={make} button={t`Make the token`} onCancel={onClose}>
        {(problems) => (
          <>
            <NameField hint={t`What it is for, as a reminder.`} error={problems['name']} required />
            <RadioCards
              legend={t`What it may do`}
              name="scope"
              values={scopeValues}
              names={scopeNames}
              duties={scopeDuties}
            />
            <Field label={t`For how long`}>
              {(control) => (
                <select {...control} className="select" name="days" defaultValue={USUAL_DAYS}>
                  {DAYS.map((days) => (
                    <option key={days} value={days}>
                      {plural(days, { one: '# day', other: '# days' })}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {own?.has_password && <PasswordField label={t`Your password`} error={problems['password']} />}
          </>
        )}
      </FieldsForm>
    </Modal>
  )
}
