import { t } from '@lingui/core/macro'
import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client'
import { unwrap } from '../../api/errors'
import { roleValues, type Link, type Role } from '../../api/schema'
import { Modal } from '../../ui/modal'
import { FieldsForm } from '../fields-form'
import { NameField } from '../name-field'
import { RadioCards } from '../radio-cards'
import { roleDuties, roleNames } from '../roles'

type InviteDialogProps = { onLink: (link: Link) => void; onClose: () => void }

export function InviteDialog({ onLink, onClose }: InviteDialogProps) {
  const invite = useMutation({
    mutationFn: ({ name = '', role }: Record<string, string>) =>
      unwrap(api.POST('/api/invitations/', { body: { name, role: role as Role } })),
    onSuccess: onLink,
  })
  return (
    <Modal label={t`Invite somebody`} className="modal--form" onClose={onClose}>
      <h2>{t`Invite somebody`}</h2>
      <FieldsForm send={invite} button={t`Make a link`} onCancel={onClose}>
        {() => (
          <>
            <NameField hint={t`So that you know whom the link is for. They choose their own name.`} />
            <RadioCards
              legend={t`Role`}
              name="role"
              values={roleValues}
              names={roleNames}
              duties={roleDuties}
            />
          </>
        )}
      </FieldsForm>
    </Modal>
  )
}
