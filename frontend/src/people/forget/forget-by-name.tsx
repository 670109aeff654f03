import { t } from '@lingui/core/macro'
import type { FormEvent } from 'react'
import { Field } from '../../ui/field'
import type { PersonInQuestion } from '../queries'

type ForgetByNameProps = { onAsk: (asked: PersonInQuestion) => void; onClose: () => void }

/** Of somebody who never had an account, or has none any more, there are names in history and comments. */
export function ForgetByName({ onAsk, onClose }: ForgetByNameProps) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    onAsk({ person: new FormData(event.currentTarget).get('person') as string })
  }
  return (
    <form className="log-in__form" onSubmit={submit}>
      <Field label={t`Name`} hint={t`Exactly as it appears in history and comments.`}>
        {(control) => (
          <input
            {...control}
            className="input"
            name="person"
            maxLength={80}
            autoComplete="off"
            required
            data-autofocus
          />
        )}
      </Field>
      <div className="modal__foot">
        <button type="button" className="button" onClick={onClose}>
          {t`Cancel`}
        </button>
        <button className="button" data-primary>
          {t`See what is stored`}
        </button>
      </div>
    </form>
  )
}
