import { describe, expect, it } from 'vitest'
import { consentWords, fileProblem, optInWords } from '../clerk/words.js'

describe('what a person lets us send', () => {
  it.each([
    [{ notices: true, answers: true }, '通知照收'],
    [{ notices: false, answers: true }, '已退订通知'],
    [{ notices: false, answers: false }, '已全部退订'],
    [{ notices: true, answers: false }, '已全部退订'],
    [undefined, '已全部退订'],
  ])('%o', (consent, words) => {
    expect(consentWords(consent)).toContain(words)
  })

  it('counts the service notices he agreed to', () => {
    expect(optInWords([])).toBe('没有')
    expect(optInWords(undefined)).toBe('没有')
    expect(optInWords([{ template: 'a', remaining: 2 }, { template: 'b', remaining: 1 }])).toBe('2 种，点过 3 次同意还没用')
  })
})

it('says why a file is not there', () => {
  expect(fileProblem('expired')).toContain('保存期')
})
