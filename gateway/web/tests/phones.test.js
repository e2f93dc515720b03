import { expect, it } from 'vitest'
import { withPhones } from '../chat/phones.js'

const phones = (text) => withPhones(text).filter((piece) => piece.phone).map((piece) => piece.text)

it.each([
  ['请马上拨打110或120', ['110', '120']],
  ['打 12345 也可以问', ['12345']],
  ['窗口电话：0315-4123456', ['0315-4123456']],
  ['联系 13800001234', ['13800001234']],
  ['每月补贴110元，满120元封顶', []],
  ['身份证 130224194501011234', []],
  ['编号 20261120', []],
])('finds what can be called in %s', (text, found) => {
  expect(phones(text)).toEqual(found)
  expect(withPhones(text).map((piece) => piece.text).join('')).toBe(text)
})
