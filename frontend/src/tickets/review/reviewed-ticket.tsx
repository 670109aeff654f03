import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { categoryValues, priorityValues, type Ticket } from '../../api/schema'
import { useCommands } from '../../ui/commands'
import { CategoryIcon, PriorityIcon } from '../../ui/labels'
import { Notice } from '../../ui/notice'
import { notDoubled } from '../../ui/not-doubled'
import { TimeAgo } from '../../ui/time-ago'
import { nameOf } from '../../ui/words'
import { isGuess } from '../sureness'
import type { Review } from './use-review'

const categories = categoryValues.map((value, index) => ({ value, key: String(index + 1) }))
const priorities = priorityValues.map((value) => ({ value, key: value.charAt(0) }))

export function ReviewedTicket({ review, ticket }: { review: Review; ticket: Ticket }) {
  const { labels, choose, accept, skip, undo, canUndo, problem } = review
  const { id, created_at } = ticket
  useCommands([
    { name: t`Accept the labels as shown`, keys: 'a', run: accept },
    { name: t`Skip the ticket`, keys: 's', run: skip },
    ...categories.map(({ value, key }) => ({ keys: key, run: () => choose({ category: value }) })),
    ...priorities.map(({ value, key }) => ({ keys: key, run: () => choose({ priority: value }) })),
  ])
  return (
    <div className="reviewed">
      {problem && (
        <Notice tone="danger" title={t`Your answer was not saved.`}>
          <p>{problem.message}</p>
        </Notice>
      )}
      <article className="card">
        <p className="review__meta">
          <Trans>
            #{id} · created <TimeAgo iso={created_at} />
          </Trans>
        </p>
        <p className="review__text">{ticket.description}</p>
      </article>
      <div className="review__side">
        <Choice
          title={t`Category`}
          isUnsure={isGuess(ticket, 'category')}
          options={categories}
          chosen={labels.category}
          Icon={CategoryIcon}
          onChoose={(category) => choose({ category })}
        />
        <Choice
          title={t`Priority`}
          isUnsure={isGuess(ticket, 'priority')}
          options={priorities}
          chosen={labels.priority}
          Icon={PriorityIcon}
          onChoose={(priority) => choose({ priority })}
        />
        <div className="review__answers">
          <button
            type="button"
            className="button"
            data-primary
            aria-keyshortcuts="a"
            onClick={notDoubled(accept)}
          >
            {t`Accept`} <kbd aria-hidden="true">a</kbd>
          </button>
          <button type="button" className="button" aria-keyshortcuts="s" onClick={notDoubled(skip)}>
            {t`Skip`} <kbd aria-hidden="true">s</kbd>
          </button>
          {canUndo && (
            <button
              type="button"
              className="button"
              data-quiet
              aria-keyshortcuts="u"
              onClick={notDoubled(undo)}
            >
              {t`Undo`} <kbd aria-hidden="true">u</kbd>
            </button>
          )}
        </div>
      </div>
    </div>
  )
}

type ChoiceProps<T extends string> = {
  title: string
  isUnsure: boolean
  options: { value: T; key: string }[]
  chosen: T | undefined
  Icon: (props: { value: T }) => ReactNode
  onChoose: (value: T) => void
}

const Choice = <T extends string>({ title, isUnsure, options, chosen, Icon, onChoose }: ChoiceProps<T>) => (
  <fieldset className="review__choice">
    <legend>
      {title}
      {isUnsure && <span className="review__doubt"> {t`The model was unsure.`}</span>}
    </legend>
    {options.map(({ value, key }) => (
      <label key={value}>
        <input
          type="radio"
          name={title}
          aria-keyshortcuts={key}
          checked={value === chosen}
          onChange={() => onChoose(value)}
        />
        <Icon value={value} />
        {nameOf(value)}
        <kbd aria-hidden="true">{key}</kbd>
      </label>
    ))}
  </fieldset>
)
