import { describe, expect, it } from 'vitest'
import { smsCost } from '../clerk/sms.js'

describe('what an SMS costs', () => {
  it.each([
    ['nothing yet', '', 0, 1],
    ['a full single message', '民'.repeat(70), 70, 1],
    ['one character more', '民'.repeat(71), 71, 2],
    ['two full parts', '民'.repeat(134), 134, 2],
    ['a third part', '民'.repeat(135), 135, 3],
    ['plain letters, billed like Han characters', 'a'.repeat(71), 71, 2],
    ['an emoji, which counts two', '👍'.repeat(35), 70, 1],
  ])('%s', (_, text, characters, parts) => {
    expect(smsCost(text)).toEqual({ characters, parts })
  })

  it('moves a pair of surrogates whole into the next part', () => {
    expect(smsCost('民'.repeat(66) + '👍' + '民'.repeat(66)).parts).toBe(3)
  })
})
