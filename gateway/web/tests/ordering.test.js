import { describe, expect, it } from 'vitest'
import { compareConversations, inView, newer } from '../clerk/ordering.js'

const at = (minute) => `2026-11-20T10:${String(minute).padStart(2, '0')}:00+08:00`
const conversation = (id, fields = {}) => ({ id, epoch: 1, control: 'queued', waiting_since: at(id), ...fields })
const urgent = { case: { priority: 'urgent', state: 'submitted' } }
const closed = { case: { priority: 'urgent', state: 'closed' } }

describe('the order of the list', () => {
  it('puts urgent first, then the longest wait, then the latest talk', () => {
    const list = [
      conversation(1, { waiting_since: null, last_message: { seq: 5 } }),
      conversation(2, { waiting_since: null, last_message: { seq: 9 } }),
      conversation(30),
      conversation(4),
      conversation(50, urgent),
      conversation(40, { case: { priority: 'high', state: 'submitted' } }),
      conversation(20, closed),
    ]
    expect(list.sort(compareConversations).map((one) => one.id)).toEqual([50, 40, 4, 20, 30, 2, 1])
  })

  it('compares moments, not their spelling', () => {
    const early = conversation(1, { waiting_since: '2026-11-20T10:00:00+08:00' })
    const late = conversation(2, { waiting_since: '2026-11-20T02:01:00Z' })
    expect([late, early].sort(compareConversations)[0]).toBe(early)
  })
})

describe('of two pictures of one conversation', () => {
  it('the higher epoch wins', () => {
    const queued = conversation(1, { epoch: 3, last_message: { seq: 9 } })
    const claimed = conversation(1, { epoch: 4, last_message: { seq: 8 } })
    expect(newer(queued, claimed)).toBe(claimed)
  })

  it('then the later message wins', () => {
    const before = conversation(1, { last_message: { seq: 8 } })
    const after = conversation(1, { last_message: { seq: 9 } })
    expect(newer(before, after)).toBe(after)
  })

  it('then the one that arrived last', () => {
    const known = conversation(1)
    const arrived = conversation(1)
    expect(newer(arrived, known)).toBe(arrived)
  })
})

describe('the views', () => {
  it('show a claimed conversation to its owner only', () => {
    const claimed = conversation(1, { control: 'human', owner: { id: 7 } })
    expect(inView.mine(claimed, { id: 7 })).toBe(true)
    expect(inView.mine(claimed, { id: 8 })).toBe(false)
    expect(inView.unclaimed(claimed)).toBe(false)
  })
})
