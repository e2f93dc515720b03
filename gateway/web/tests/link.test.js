import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Link } from '../chat/link.js'
import { FakeSocket, fakeTime } from './fake_time.js'

let time
let states
let received
let answers
let seen

function link({ socket = FakeSocket } = {}) {
  const made = new Link({
    hello: () => ({ type: 'hello', token: 'key', last_seq: 4 }),
    token: () => 'key',
    after: () => seen,
    receive: (frame) => received.push(frame),
    onState: (state) => states.push(state),
    random: () => 1,
    browser: {
      WebSocket: socket,
      location: { protocol: 'https:', host: 'mz.example' },
      setTimeout: time.set,
      clearTimeout: time.clear,
      fetch: vi.fn(() => answers.shift() ?? new Promise(() => {})),
    },
  })
  made.start()
  return made
}

const last = () => FakeSocket.made[FakeSocket.made.length - 1]
const answer = (frames, ok = true) => Promise.resolve({ ok, json: () => Promise.resolve({ frames }) })
const settled = () => new Promise((done) => setTimeout(done))

beforeEach(() => {
  FakeSocket.made = []
  time = fakeTime()
  states = []
  received = []
  answers = []
  seen = 4
})

describe('the line of a chat', () => {
  it('says hello when the socket opens and is online when it is welcomed', () => {
    link()
    expect(last().url).toBe('wss://mz.example/chat/ws')
    last().opens()
    expect(last().sent).toEqual([{ type: 'hello', token: 'key', last_seq: 4 }])
    last().says({ type: 'welcome', seq: 4 })
    expect(states).toEqual(['connecting', 'online'])
  })

  it('comes back quickly once it was welcome', () => {
    const comesBackAfter = (wait) => {
      const before = FakeSocket.made.length
      last().breaks()
      time.pass(wait - 1)
      expect(FakeSocket.made).toHaveLength(before)
      time.pass(1)
      expect(FakeSocket.made).toHaveLength(before + 1)
    }
    link()
    comesBackAfter(1000)
    last().opens()
    last().says({ type: 'welcome', seq: 4 })
    comesBackAfter(1000)
    last().opens()
    last().says({ type: 'welcome', seq: 4 })
    comesBackAfter(1000)
  })

  it('gives up a line that does not answer a message', () => {
    const line = link()
    last().opens()
    last().says({ type: 'welcome', seq: 4 })
    expect(line.send({ type: 'msg', cid: 'c1', text: '问' })).toBe(true)
    time.pass(12_000)
    expect(states).toContain('waiting')
    expect(line.send({ type: 'msg', cid: 'c2', text: '问' })).toBe(false)
  })

  it('pings when it is quiet', () => {
    link()
    last().opens()
    last().says({ type: 'welcome', seq: 4 })
    time.pass(25_000)
    expect(last().sent[1]).toEqual({ type: 'ping' })
  })

  it('ignores what an older socket still says', () => {
    link()
    const old = last()
    old.opens()
    old.says({ type: 'welcome', seq: 4 })
    old.breaks()
    time.pass(1000)
    old.says({ type: 'msg', seq: 5 })
    expect(received.map((frame) => frame.type)).toEqual(['welcome'])
  })

  it('waits as long as a closing server asked', () => {
    link()
    last().opens()
    last().says({ type: 'bye', reason: 'restart', retry_after: 3 })
    last().breaks()
    time.pass(2999)
    expect(FakeSocket.made).toHaveLength(1)
    time.pass(2001)
    expect(FakeSocket.made).toHaveLength(2)
  })

  it('leaves the chat to another window until it is looked at again', () => {
    const line = link()
    last().opens()
    last().says({ type: 'bye', reason: 'replaced' })
    last().breaks()
    time.pass(600_000)
    expect(FakeSocket.made).toHaveLength(1)
    expect(states[states.length - 1]).toBe('elsewhere')
    line.retryNow()
    expect(FakeSocket.made).toHaveLength(2)
  })

  it('goes over to polling when sockets do not get through', async () => {
    answers = [answer([{ type: 'welcome', seq: 4 }]), answer([{ type: 'msg', seq: 5 }])]
    const line = link()
    last().breaks()
    time.pass(1000)
    last().breaks()
    time.pass(2000)
    await settled()
    expect(FakeSocket.made).toHaveLength(2)
    expect(received.map((frame) => frame.type)).toEqual(['welcome', 'msg'])
    const asked = line.browser.fetch.mock.calls
    expect(asked[0][0]).toBe('/chat/send')
    expect(asked[1][0]).toBe('/chat/poll?after=4')
    expect(asked[1][1].headers.Authorization).toBe('Bearer key')
  })

  it('asks for news of an unwritten chat only after something was written', async () => {
    seen = 0
    answers = [answer([{ type: 'welcome', seq: 0 }])]
    const line = link({ socket: null })
    await settled()
    expect(line.browser.fetch).toHaveBeenCalledTimes(1)
    answers = [answer([{ type: 'ack', cid: 'c1', seq: 1 }])]
    line.send({ type: 'msg', cid: 'c1', text: '问' })
    await settled()
    expect(line.browser.fetch.mock.lastCall[0]).toBe('/chat/poll?after=0')
  })

  it('does not ask without end when there is nothing to tell', async () => {
    answers = [answer([{ type: 'welcome', seq: 4 }]), answer([{ type: 'handoff', state: 'human' }])]
    const line = link({ socket: null })
    await settled()
    expect(line.browser.fetch).toHaveBeenCalledTimes(2)
    time.pass(2000)
    expect(line.browser.fetch).toHaveBeenCalledTimes(3)
  })

  it('bears a browser that refuses to make a socket', () => {
    link({ socket: class { constructor() { throw new Error('refused') } } })
    expect(states).toEqual(['connecting', 'waiting'])
  })

  it('polls at once where there are no sockets, and comes back after a refusal', async () => {
    answers = [answer([{ type: 'error', code: 'unavailable', retry_after: 5 }], false), answer([{ type: 'welcome', seq: 4 }])]
    link({ socket: null })
    await settled()
    expect(states).toEqual(['connecting', 'waiting'])
    time.pass(7000)
    await settled()
    expect(states[states.length - 1]).toBe('online')
  })
})
