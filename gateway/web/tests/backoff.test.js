import { expect, it } from 'vitest'
import { askedDelay, reconnectDelay } from '../common/backoff.js'

it('waits longer after every failure, up to half a minute, and never less than half of that', () => {
  const longest = [0, 1, 2, 3, 4, 5, 50].map((attempt) => reconnectDelay(attempt, () => 1))
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000])
  expect(reconnectDelay(5, () => 0)).toBe(15000)
})

it('adds up to two seconds to what a server asked for, and bears no absurd wish', () => {
  expect(askedDelay(3, () => 0)).toBe(3000)
  expect(askedDelay(3, () => 1)).toBe(5000)
  expect(askedDelay(86400, () => 0)).toBe(120000)
})
