import { describe, expect, it } from 'vitest'
import * as chat from '../chat/conversation.js'

const message = (seq, fields = {}) => ({ type: 'msg', seq, author: 'bot', text: `第${seq}句`, at: 1795305600000, ...fields })
const texts = (state) => state.messages.map((one) => one.text)

function welcomed() {
  const state = chat.newConversation()
  chat.receive(state, { type: 'welcome', token: 'key', conv: 'w1', seq: 0, caps: { max_text: 500 } })
  return state
}

describe('a chat', () => {
  it('is new to the server first and resumes with its key afterwards', () => {
    const state = chat.newConversation()
    expect(chat.helloFrame(state, '130224101')).toEqual({ type: 'hello', scene: '130224101' })
    chat.receive(state, { type: 'welcome', token: 'key', seq: 0 })
    chat.receive(state, message(41))
    expect(chat.helloFrame(state)).toEqual({ type: 'hello', token: 'key', last_seq: 41 })
  })

  it('tells the place of a poster that was read with a chat already open', () => {
    const state = chat.newConversation({ token: 'key' })
    expect(chat.helloFrame(state, '130224101')).toEqual({ type: 'hello', token: 'key', last_seq: 0, scene: '130224101' })
  })

  it('shows a message as sent only when it is acknowledged', () => {
    const state = welcomed()
    expect(chat.write(state, 'c1', '低保')).toEqual({ type: 'msg', cid: 'c1', text: '低保' })
    expect(state.pending[0].state).toBe('sending')
    chat.receive(state, { type: 'ack', cid: 'c1', seq: 1 })
    expect(state.pending).toEqual([])
    expect(state.messages[0]).toMatchObject({ seq: 1, author: 'resident', text: '低保', state: 'sent' })
  })

  it('sends what was not acknowledged again, in order and with its old names', () => {
    const state = welcomed()
    chat.write(state, 'c1', '一')
    chat.choose(state, 'c2', { key: '2', label: '要带什么' })
    chat.markUnsent(state)
    const next = chat.receive(state, { type: 'welcome', seq: 0 })
    expect(next.resend).toBe(true)
    expect(chat.unacknowledged(state)).toEqual([
      { type: 'msg', cid: 'c1', text: '一' },
      { type: 'msg', cid: 'c2', choice: '2' },
    ])
    expect(state.pending.map((one) => one.state)).toEqual(['sending', 'sending'])
  })

  it('keeps one copy of its own message when the replay and the acknowledgement both bring it', () => {
    const state = welcomed()
    chat.write(state, 'c1', '低保', 1795305600000)
    chat.receive(state, message(1, { author: 'resident', text: '低保' }))
    chat.receive(state, { type: 'ack', cid: 'c1', seq: 1 })
    chat.receive(state, { type: 'ack', cid: 'c1', seq: 1 })
    expect(texts(state)).toEqual(['低保'])
    expect(state.messages[0].at).toBe(1795305600000)
  })

  it('is ordered by seq and asks only for what follows the messages it has seen', () => {
    const state = welcomed()
    chat.write(state, 'c1', '问')
    chat.receive(state, { type: 'ack', cid: 'c1', seq: 3 })
    expect(state.last_seq).toBe(0)
    for (const seq of [4, 2, 4]) chat.receive(state, message(seq))
    expect(state.messages.map((one) => one.seq)).toEqual([2, 3, 4])
    expect(state.last_seq).toBe(4)
  })

  it('keeps over a reload only the key and what is unsent', () => {
    const state = welcomed()
    chat.receive(state, message(1))
    chat.write(state, 'c1', '问')
    const again = chat.newConversation(JSON.parse(JSON.stringify(chat.keep(state))))
    expect(again.messages).toEqual([])
    expect(chat.helloFrame(again)).toEqual({ type: 'hello', token: 'key', last_seq: 0 })
    expect(chat.unacknowledged(again)).toHaveLength(1)
  })

  it('starts anew when its key is refused, without losing what was written', () => {
    const state = welcomed()
    chat.receive(state, message(1))
    chat.write(state, 'c1', '问')
    expect(chat.receive(state, { type: 'error', code: 'bad_token' }).restart).toBe(true)
    expect(chat.helloFrame(state)).toEqual({ type: 'hello' })
    expect(state.messages).toEqual([])
    expect(state.pending).toHaveLength(1)
  })

  it('gives a text that is too long back to its writer', () => {
    const state = welcomed()
    chat.write(state, 'c1', '很长')
    const next = chat.receive(state, { type: 'error', code: 'too_long', cid: 'c1' })
    expect(next.give_back).toBe('很长')
    expect(state.pending).toEqual([])
  })

  it('tries later what the server was too busy for', () => {
    const state = welcomed()
    chat.write(state, 'c1', '问')
    const next = chat.receive(state, { type: 'error', code: 'too_fast', cid: 'c1', retry_after: 10 })
    expect(next.retry).toEqual({ cid: 'c1', seconds: 10 })
    expect(chat.again(state, 'c1')).toEqual({ type: 'msg', cid: 'c1', text: '问' })
  })

  it('offers quick replies of the newest message only, and none once something was answered', () => {
    const state = welcomed()
    chat.receive(state, message(1, { quick_replies: [{ key: '1', label: '低保' }] }))
    expect(chat.quickReplies(state)).toHaveLength(1)
    chat.write(state, 'c1', '问')
    expect(chat.quickReplies(state)).toEqual([])
    chat.receive(state, { type: 'ack', cid: 'c1', seq: 2 })
    chat.receive(state, message(3))
    expect(chat.quickReplies(state)).toEqual([])
  })

  it('moves the state of a message forward only', () => {
    const state = welcomed()
    chat.write(state, 'c1', '问')
    chat.receive(state, { type: 'ack', cid: 'c1', seq: 1 })
    chat.receive(state, { type: 'status', seq: 1, state: 'read' })
    chat.receive(state, { type: 'status', seq: 1, state: 'delivered' })
    expect(state.messages[0].state).toBe('read')
  })
})
