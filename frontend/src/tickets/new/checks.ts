import { t } from '@lingui/core/macro'
import { count } from '../../ui/words'

export const MAX_TITLE = 200
export const MAX_DESCRIPTION = 20_000

export type FieldErrors = Record<string, string | undefined>

/** Characters as the server counts them: an emoji is one. */
export const lengthOf = (text: string) => Array.from(text).length

/** The beginning of a text, as much of it as the server reads. That it is too long is told when it is sent. */
export const upTo = (most: number, text: string) =>
  text.length > most ? Array.from(text).slice(0, most).join('') : text

/** What a person can be told without asking the server. */
export function check({ title, description }: { title: string; description: string }): FieldErrors {
  const errors: FieldErrors = {}
  if (!title.trim()) errors['title'] = t`Give the ticket a title.`
  else if (lengthOf(title.trim()) > MAX_TITLE) errors['title'] = tooLong(MAX_TITLE, lengthOf(title.trim()))
  if (!description.trim()) errors['description'] = t`Describe what happened.`
  else if (lengthOf(description.trim()) > MAX_DESCRIPTION)
    errors['description'] = tooLong(MAX_DESCRIPTION, lengthOf(description.trim()))
  return errors
}

function tooLong(limit: number, length: number) {
  const [most, found] = [count(limit), count(length)]
  return t`At most ${most} characters, please: this is ${found}.`
}
