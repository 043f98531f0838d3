import { expect, test } from 'vitest'

import * as format from '@/lib/format'

test('what was not measured is a dash, never a zero', () => {
  expect(format.points(null)).toBe('—')
  expect(format.percent(null)).toBe('—')
  expect(format.moment(null)).toBe('—')
  expect(format.points({ hundredths: 0, text: '0.00' })).toBe('0')
})

test('points lose empty hundredths and nothing else', () => {
  expect(format.points({ hundredths: 9800, text: '98.00' })).toBe('98')
  expect(format.points({ hundredths: 10150, text: '101.50' })).toBe('101.50')
  expect(format.percent({ hundredths: 5000, text: '50.00' })).toBe('50.00%')
})

test('changes bear their sign', () => {
  expect(format.change({ hundredths: -250, text: '-2.50' })).toBe('−2.5')
  expect(format.change({ hundredths: 400, text: '4.00' })).toBe('+4')
  expect(format.change({ hundredths: 0, text: '0.00' })).toBe('0')
})

test('times are shown as the server wrote them, in Shanghai', () => {
  expect(format.moment('2031-11-12T23:59:59+08:00')).toBe('2031-11-12 23:59')
  expect(format.day('2031-11-12T00:01:00+08:00')).toBe('2031-11-12')
})

test('days between two times count calendar days', () => {
  expect(format.daysBetween('2031-02-27T23:00:00+08:00', '2031-03-01T01:00:00+08:00')).toBe(2)
  expect(format.daysBetween('2031-03-01', '2031-03-01')).toBe(0)
  expect(format.daysBetween(null, '2031-03-01')).toBeNull()
})

test('numbers are grouped by thousands', () => {
  expect(format.count(999)).toBe('999')
  expect(format.count(100000)).toBe('100,000')
})

test('the clock of the idle notice', () => {
  expect(format.clock(119.6)).toBe('2:00')
  expect(format.clock(7)).toBe('0:07')
  expect(format.clock(-3)).toBe('0:00')
})

test('only http and https lead anywhere', () => {
  expect(format.safeLink('http://a.example/')).toBe('http://a.example/')
  expect(format.safeLink('HTTPS://a.example/')).toBe('HTTPS://a.example/')
  expect(format.safeLink('javascript:alert(1)')).toBeNull()
  expect(format.safeLink(' javascript:alert(1)')).toBeNull()
  expect(format.safeLink('data:text/html,x')).toBeNull()
  expect(format.safeLink('')).toBeNull()
})
