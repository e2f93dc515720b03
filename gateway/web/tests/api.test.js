import { afterEach, describe, expect, it, vi } from 'vitest'
import { call } from '../clerk/api.js'

const answers = (status, body) => vi.fn(async () => ({ status, ok: status < 400, json: async () => body }))

afterEach(() => vi.unstubAllGlobals())

describe('a call of the API', () => {
  it('is meant for the version that was seen, where there is one', async () => {
    const fetch = answers(200, { id: 1 })
    vi.stubGlobal('fetch', fetch)
    await call('POST', '/conversations/1/claim', { body: {}, key: 'k', version: 4 })
    await call('POST', '/conversations/1/notes', { body: {} })
    const [first, second] = fetch.mock.calls.map(([, options]) => options.headers)
    expect(first).toMatchObject({ 'If-Match': '"4"', 'Idempotency-Key': 'k' })
    expect(second).not.toHaveProperty('If-Match')
  })

  it('fails with the words and facts of the server', async () => {
    const error = { code: 'version_conflict', message: '别人刚改过（李四）', details: { owner: '李四', version: '5' } }
    vi.stubGlobal('fetch', answers(412, { error }))
    await expect(call('POST', '/conversations/1/claim', { version: 4 })).rejects.toMatchObject({ status: 412, ...error })
  })
})
