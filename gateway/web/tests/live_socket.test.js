import { beforeEach, describe, expect, it } from 'vitest'
import { LiveSocket } from '../clerk/live_socket.js'
import { FakeSocket, fakeTime } from './fake_time.js'

let time
let told

function live() {
  const socket = new LiveSocket({
    open: () => new FakeSocket('/api/v1/ws'),
    onEvent: (event) => told.push(event.seq),
    onResync: () => told.push('resync'),
    onState: (state) => told.push(state),
    random: () => 1,
    after: time.set,
    cancel: time.clear,
  })
  socket.start()
  last().opens()
  return socket
}

const last = () => FakeSocket.made[FakeSocket.made.length - 1]

beforeEach(() => {
  FakeSocket.made = []
  time = fakeTime()
  told = []
})

describe('the live line of the desk', () => {
  it('starts from now and fetches the lists once', () => {
    live()
    expect(last().sent).toEqual([{ type: 'hello', resume_from: 0 }])
    last().says({ type: 'welcome', seq: 10 })
    last().says({ type: 'conv.updated', seq: 11 })
    expect(told).toEqual(['connecting', 'live', 'resync', 11])
  })

  it('resumes after the last event it saw, without fetching', () => {
    live()
    last().says({ type: 'welcome', seq: 10 })
    last().says({ type: 'conv.updated', seq: 12 })
    last().breaks()
    time.pass(1000)
    last().opens()
    expect(last().sent).toEqual([{ type: 'hello', resume_from: 12 }])
    told = []
    last().says({ type: 'welcome', seq: 14 })
    last().says({ type: 'message.new', seq: 13 })
    expect(told).toEqual(['live', 13])
  })

  it('fetches anew when the server has forgotten where it was', () => {
    live()
    last().says({ type: 'welcome', seq: 10 })
    last().breaks()
    time.pass(1000)
    last().opens()
    told = []
    last().says({ type: 'resync', seq: 3 })
    last().breaks()
    time.pass(1000)
    last().opens()
    expect(told.slice(0, 2)).toEqual(['live', 'resync'])
    expect(last().sent[0].resume_from).toBe(3)
  })

  it('stays away when the session was taken back', () => {
    live()
    last().says({ type: 'session.revoked' })
    time.pass(600_000)
    expect(FakeSocket.made).toHaveLength(1)
    expect(told[told.length - 1]).toBe('revoked')
  })

  it('does not sit out the wait when the network comes back', () => {
    const socket = live()
    socket.lost()
    socket.retryNow()
    expect(FakeSocket.made).toHaveLength(2)
  })
})
