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

  it('takes in what became of a picture, and keeps it when only the status changes', () => {
    const kept = withStatus([{ seq: 5, status: 'kept', media: { state: 'wanted' } }], 5, 'kept', { state: 'kept' })
    expect(kept[0].media.state).toBe('kept')
    expect(withStatus(kept, 5, 'kept')[0].media.state).toBe('kept')
  })

  it('shows a failure after anything', () => {
    expect(withStatus([{ seq: 5, status: 'sent' }], 5, 'failed')[0].status).toBe('failed')
  })
})
