import { expect, test } from 'vitest'

import { en } from '@/i18n/en'
import { zh } from '@/i18n/zh'
import { addressOf, problemOf } from '@/api/client'

function leaves(tree: unknown, at = ''): string[] {
  if (typeof tree !== 'object' || tree === null) return [at]
  return Object.entries(tree).flatMap(([key, value]) => leaves(value, `${at}.${key}`))
}

test('both languages say the same things', () => {
  expect(leaves(en).sort()).toEqual(leaves(zh).sort())
})

test('an address is filled and escaped, empty filters are left out', () => {
  expect(
    addressOf('/campaigns/{id}/accounts/{key}', { id: '2031Q4', key: '抖音/某 号' }, undefined),
  ).toBe('/api/v1/campaigns/2031Q4/accounts/%E6%8A%96%E9%9F%B3%2F%E6%9F%90%20%E5%8F%B7')
  expect(addressOf('/people', undefined, { q: '', page: 2, office: undefined, on: false })).toBe(
    '/api/v1/people?page=2&on=false',
  )
})

test('a problem is read whatever came', () => {
  const problem = problemOf(409, {
    type: 'urn:mingcha:x',
    title: '不行',
    detail: '因为',
    problems: ['a'],
  })
  expect([problem.title, problem.detail, problem.problems, problem.unsent]).toEqual([
    '不行',
    '因为',
    ['a'],
    false,
  ])
  expect(problemOf(502, null).title).toBe('HTTP 502')
})
