import { expect, test } from 'vitest'

import { live } from '@/i18n/zh/live'
import { duration } from '@/lib/duration'

test('a time that passed is told to the second', () => {
  expect(duration(0, live)).toBe('0 秒')
  expect(duration(59.4, live)).toBe('59 秒')
  expect(duration(60, live)).toBe('1 分钟')
  expect(duration(61, live)).toBe('1 分 1 秒')
  expect(duration(3600, live)).toBe('1 小时')
  expect(duration(2 * 3600 + 59 * 60 + 59, live)).toBe('2 小时 59 分')
})

test('an estimate is rounded up and says no more than it knows', () => {
  expect(duration(1, live, true)).toBe('5 秒')
  expect(duration(41, live, true)).toBe('45 秒')
  expect(duration(61, live, true)).toBe('2 分钟')
  expect(duration(3600 + 61, live, true)).toBe('1 小时 5 分')
})
