import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Fragment } from 'react'
import { Modal } from '../../ui/modal'
import { switchSingleKeys, useSingleKeys } from '../../ui/single-keys'

const groups: { title: MessageDescriptor; keys: [keys: string, what: MessageDescriptor][] }[] = [
  {
    title: msg`Everywhere`,
    keys: [
      ['Ctrl K', msg`Find and run a command`],
      ['n', msg`New ticket`],
      ['g then t', msg`Go to the tickets`],
      ['g then s', msg`Go to the statistics`],
      ['g then r', msg`Review unsure suggestions`],
      ['?', msg`Show this list`],
    ],
  },
  {
    title: msg`Tickets`,
    keys: [
      ['j', msg`Next ticket`],
      ['k', msg`Previous ticket`],
      ['Enter', msg`Open the ticket`],
      ['x', msg`Select the ticket`],
      ['s', msg`Set the status`],
      ['c', msg`Set the category`],
      ['p', msg`Set the priority`],
      ['z', msg`Undo the last change`],
      ['u', msg`Show new tickets`],
      ['Esc', msg`Select nothing`],
      ['/', msg`Search`],
    ],
  },
  {
    title: msg`An open ticket`,
    keys: [
      ['j', msg`Next ticket`],
      ['k', msg`Previous ticket`],
      ['s', msg`Set the status`],
      ['c', msg`Set the category`],
      ['p', msg`Set the priority`],
      ['e', msg`Edit title and description`],
      ['u', msg`Show new entries`],
      ['Ctrl Enter', msg`Save the edit, or send the comment`],
      ['Esc', msg`Leave the edit, or close the ticket`],
    ],
  },
  {
    title: msg`Review`,
    keys: [
      ['a', msg`Accept the labels as shown`],
      ['1 to 4', msg`Choose the category`],
      ['l m h c', msg`Choose low, medium, high or critical`],
      ['s', msg`Skip the ticket`],
      ['u', msg`Undo the last answer`],
    ],
  },
]

/** What stands between the keys, and what a keyboard may have written on them otherwise. */
const keyWords: Record<string, MessageDescriptor> = {
  then: msg({ message: 'then', context: 'one key after the other' }),
  to: msg({ message: 'to', context: 'from one key to another' }),
}

const keyNames: Record<string, MessageDescriptor> = { Ctrl: msg({ message: 'Ctrl', context: 'a key' }) }

function KeyOrWord({ part }: { part: string }) {
  const [word, name] = [keyWords[part], keyNames[part]]
  return word ? i18n._(word) : <kbd>{name ? i18n._(name) : part}</kbd>
}

const Keys = ({ keys }: { keys: string }) =>
  keys.split(' ').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      <KeyOrWord part={part} />
    </Fragment>
  ))

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const areOn = useSingleKeys()
  return (
    <Modal label={t`Keyboard shortcuts`} className="modal--wide" onClose={onClose}>
      <div className="modal__head">
        <h2 className="modal__title">{t`Keyboard shortcuts`}</h2>
        <button type="button" className="button" onClick={onClose}>
          {t`Close`}
        </button>
      </div>
      <div className="shortcuts" data-off={!areOn || undefined}>
        {groups.map(({ title, keys }) => (
          <section key={title.id}>
            <h3>{i18n._(title)}</h3>
            <dl>
              {keys.map(([combination, what]) => (
                <div key={what.id}>
                  <dt>{i18n._(what)}</dt>
                  <dd>
                    <Keys keys={combination} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="shortcuts__switch">
        <input type="checkbox" checked={areOn} onChange={({ target }) => switchSingleKeys(target.checked)} />
        <span>
          {t`Use single-key shortcuts`}
          <small>
            {t`Switch this off if you speak to your computer, or press keys by accident. Kept on this device.`}
          </small>
        </span>
      </label>
    </Modal>
  )
}
