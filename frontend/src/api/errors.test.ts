import { describe, expect, it } from 'vitest'
import { ApiError, isUnreachable, unwrap } from './errors'

describe('ApiError', () => {
  it('says what the server says', () => {
    expect(new ApiError(400, { detail: 'Not like this.', code: 'odd' })).toMatchObject({
      message: 'Not like this.',
      code: 'odd',
    })
  })

  it('joins the messages of each field', () => {
    const error = new ApiError(400, { title: ['Too long.', 'Too odd.'], search: ['Too many words.'] })
    expect(error.fields).toEqual({ title: 'Too long. Too odd.', search: 'Too many words.' })
    expect(error.message).toBe('Too long. Too odd. Too many words.')
  })

  it('says what to quote where the server has logged a failure of its own', () => {
    const body = { detail: 'Something went wrong.', code: 'server_error', request_id: '3f2a' }
    expect(new ApiError(500, body).message).toBe('Something went wrong. Quote 3f2a when you ask for help.')
  })

  it.each([
    [0, 'The server does not answer.'],
    [502, 'The server does not answer.'],
    [413, 'The text is too long for the server.'],
    [500, 'The server reported an error (500).'],
  ])('explains a bare %i in words', (status, message) => {
    expect(new ApiError(status, '<h1>Oops</h1>').message).toBe(message)
  })
})

describe('isUnreachable', () => {
  it.each([0, 502, 503, 504])('is true of %i from nobody who knows the API', (status) => {
    expect(isUnreachable(new ApiError(status, null))).toBe(true)
  })

  it.each([
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'timeout'],
  ])('is true of %i %s from our own proxy, in words of the language that is shown', (status, code) => {
    const error = new ApiError(status, { detail: 'In English.', code, request_id: '3f2a' })
    expect(isUnreachable(error)).toBe(true)
    expect(error.message).toBe('The server does not answer. Quote 3f2a when you ask for help.')
  })

  it('is false of an answer of the application itself', () => {
    expect(isUnreachable(new ApiError(503, { detail: '…', code: 'suggestion_unavailable' }))).toBe(false)
    expect(isUnreachable(new ApiError(500, null))).toBe(false)
    expect(isUnreachable(new Error('something else'))).toBe(false)
  })
})

describe('unwrap', () => {
  it('lets an abort be an abort', async () => {
    const abort = new DOMException('Aborted', 'AbortError')
    await expect(unwrap(Promise.reject(abort))).rejects.toBe(abort)
  })
})
