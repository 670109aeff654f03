import { Fragment } from 'react'
import { Modal } from '../../ui/modal'
import { switchSingleKeys, useSingleKeys } from '../../ui/single-keys'

const groups: { title: string; keys: [keys: string, what: string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl K', 'Find and run a command'],
      ['n', 'New ticket'],
      ['g then t', 'Go to the tickets'],
      ['g then s', 'Go to the statistics'],
      ['g then r', 'Review unsure suggestions'],
      ['?', 'Show this list'],
    ],
  },
  {
    title: 'Tickets',
    keys: [
      ['j', 'Next ticket'],
      ['k', 'Ticket before'],
      ['Enter', 'Open the ticket'],
      ['x', 'Select the ticket'],
      ['s', 'Set the status'],
      ['c', 'Set the category'],
      ['p', 'Set the priority'],
      ['z', 'Undo the last change'],
      ['Esc', 'Select nothing'],
      ['/', 'Search'],
    ],
  },
  {
    title: 'Review',
    keys: [
      ['a', 'Accept the labels as shown'],
      ['1 to 4', 'Choose the category'],
      ['l m h c', 'Choose low, medium, high or critical'],
      ['s', 'Skip the ticket'],
      ['u', 'Undo the last answer'],
    ],
  },
]

const Keys = ({ keys }: { keys: string }) =>
  keys.split(' ').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && ' '}
      {part === 'then' || part === 'to' ? part : <kbd>{part}</kbd>}
    </Fragment>
  ))

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const areOn = useSingleKeys()
  return (
    <Modal label="Keyboard shortcuts" className="modal--wide" onClose={onClose}>
      <div className="modal__head">
        <h2 className="modal__title">Keyboard shortcuts</h2>
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
      <div className="shortcuts" data-off={!areOn || undefined}>
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([combination, what]) => (
                <div key={what}>
                  <dt>{what}</dt>
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
          Keys without Ctrl do something
          <small>
            Switch this off if you speak to your computer, or press keys by accident. Kept on this device.
          </small>
        </span>
      </label>
    </Modal>
  )
}
