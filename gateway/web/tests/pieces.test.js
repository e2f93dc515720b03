import { expect, it } from 'vitest'
import { piecesOf } from '../chat/pieces.js'

const of = (kind, text) => piecesOf(text).filter((piece) => piece.kind === kind).map((piece) => piece.text)

it.each([
  ['请马上拨打110或120', ['110', '120']],
  ['【马上打电话】\n120：急病、昏迷；\n110：挨打', ['120', '110']],
  ['打 12345 也可以问', ['12345']],
  ['窗口电话：0315-4123456', ['0315-4123456']],
  ['联系 13800001234', ['13800001234']],
  ['每月补贴110元，满120元封顶', []],
  ['身份证 130224194501011234', []],
  ['编号 20261120', []],
])('finds what can be called in %s', (text, found) => {
  expect(of('phone', text)).toEqual(found)
  expect(piecesOf(text).map((piece) => piece.text).join('')).toBe(text)
})

it('finds the headings of an answer', () => {
  expect(of('heading', '【谁能领】80周岁以上\n【怎么办】到村里登记')).toEqual(['【谁能领】', '【怎么办】'])
})
