import { describe, expect, it } from 'vitest'
import { merge, withStatus } from '../clerk/transcript.js'

describe('a transcript', () => {
  it('is in order and holds nothing twice, however it arrives', () => {
    const transcript = merge([{ seq: 5 }, { seq: 7 }], [{ seq: 6 }, { seq: 5 }, { seq: 8 }])
    expect(transcript.map((message) => message.seq)).toEqual([5, 6, 7, 8])
  })

  it('does not take a delivery back when a report is late', () => {
    const delivered = [{ seq: 5, status: 'delivered' }]
    expect(withStatus(delivered, 5, 'sent')[0].status).toBe('delivered')
    expect(merge(delivered, [{ seq: 5, status: 'queued' }])[0].status).toBe('delivered')
  })

  it('shows a failure after anything', () => {
    expect(withStatus([{ seq: 5, status: 'sent' }], 5, 'failed')[0].status).toBe('failed')
  })
})
