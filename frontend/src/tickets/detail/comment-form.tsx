import { t } from '@lingui/core/macro'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { ApiError } from '../../api/errors'
import { usePerson } from '../../api/session'
import { Field } from '../../ui/field'
import { Notice } from '../../ui/notice'
import { count } from '../../ui/words'
import { lengthOf } from '../new/checks'
import { readCommentDraft, readName, writeCommentDraft, writeName } from './comment-draft'
import { useAddComment } from './use-add-comment'

const LONGEST = 20_000
const LONGEST_NAME = 80

/** What stands in the way of sending a comment. */
function check(body: string) {
  if (!body.trim()) return t`Write something first.`
  const length = lengthOf(body.trim())
  if (length <= LONGEST) return undefined
  const [most, found] = [count(LONGEST), count(length)]
  return t`A comment can have ${most} characters, and this one has ${found}.`
}

function useComment(ticketId: number) {
  const [body, setBody] = useState(() => readCommentDraft(ticketId))
  const [author, setAuthor] = useState(readName)
  const [problem, setProblem] = useState<string>()
  const adding = useAddComment(ticketId, () => setBody(''))
  return {
    body,
    author,
    adding,
    problem,
    write: (text: string) => {
      setBody(text)
      setProblem(undefined)
      writeCommentDraft(ticketId, text)
    },
    sign: (name: string) => {
      setAuthor(name)
      writeName(name)
    },
    send: () => {
      const found = check(body)
      setProblem(found)
      if (!found && !adding.isPending) adding.send({ body, author })
    },
  }
}

export function CommentForm({ ticketId }: { ticketId: number }) {
  const { body, author, adding, problem, write, sign, send } = useComment(ticketId)
  const person = usePerson()
  const isWritten = body !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) send()
  }
  return (
    <form className="comment-form" aria-label={t`Comment`} noValidate onSubmit={submit}>
      <Field
        label={t`Add a comment`}
        hint={t`For the team: it stays with this ticket, and the search finds it.`}
        error={problem}
      >
        {(control) => (
          <textarea
            {...control}
            className="input input--text"
            readOnly={adding.isPending}
            value={body}
            onChange={(event) => write(event.target.value)}
            onKeyDown={sendByKey}
          />
        )}
      </Field>
      {adding.error && isWritten && <NotSent error={adding.error} />}
      <div className="comment-form__foot">
        {!person && (
          <Field label={t`Your name`} aside={t`optional, remembered on this device`}>
            {(control) => (
              <input
                {...control}
                className="input"
                autoComplete="name"
                maxLength={LONGEST_NAME}
                value={author}
                onChange={(event) => sign(event.target.value)}
              />
            )}
          </Field>
        )}
        <button className="button" data-primary={isWritten || undefined} aria-disabled={adding.isPending}>
          {t`Comment`}
        </button>
      </div>
      <p className="visually-hidden" role="status">
        {adding.isPending && t`Sending the comment…`}
        {adding.isSent && !isWritten && t`Comment added.`}
      </p>
    </form>
  )
}

const NotSent = ({ error }: { error: Error }) => (
  <Notice tone="danger" title={t`Your comment was not sent.`}>
    <p>{error instanceof ApiError && error.status === 404 ? t`This ticket is gone.` : error.message}</p>
    <p>{t`It is kept here: send it again in a moment.`}</p>
  </Notice>
)
