import { expect, test } from 'vitest'

import { kReviewKeys, reviewAction } from '@/lib/keys'

function press(key: string, more: Partial<{ ctrlKey: boolean; isComposing: boolean }> = {}) {
  return { key, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, ...more }
}
const body = { tagName: 'BODY' }

test('each key means one thing', () => {
  const all = Object.values(kReviewKeys).flat()
  expect(new Set(all).size).toBe(all.length)
})

test('letters in either case', () => {
  expect(reviewAction(press('c'), body)).toBe('confirm')
  expect(reviewAction(press('C'), body)).toBe('confirm')
  expect(reviewAction(press('x'), body)).toBe('dismiss')
  expect(reviewAction(press('ArrowDown'), body)).toBe('next')
  expect(reviewAction(press('q'), body)).toBeNull()
})

test('nothing is taken from a field, from the browser or from an input method', () => {
  expect(reviewAction(press('c'), { tagName: 'INPUT', type: 'text' })).toBeNull()
  expect(reviewAction(press('c'), { tagName: 'TEXTAREA' })).toBeNull()
  expect(reviewAction(press('c'), { tagName: 'DIV', isContentEditable: true })).toBeNull()
  expect(reviewAction(press('c', { ctrlKey: true }), body)).toBeNull()
  expect(reviewAction(press('c', { isComposing: true }), body)).toBeNull()
})

test('Enter presses the button it is on', () => {
  expect(reviewAction(press('Enter'), { tagName: 'BUTTON' })).toBeNull()
  expect(reviewAction(press('Enter'), body)).toBe('open')
})
