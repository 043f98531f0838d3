import { expect, test } from 'vitest'

import {
  keepView,
  kMaxSavedViews,
  nextSort,
  parseViews,
  readQuery,
  writeQuery,
} from '@/lib/url_state'

const kDefaults = { q: '', division: '', sort: '', page: 1 }

test('an address gives back the view that was written into it', () => {
  const view = { q: '教育 & 体育', division: '341500', sort: '-score', page: 3 }
  expect(readQuery(writeQuery(view, kDefaults), kDefaults)).toEqual(view)
})

test('what equals its default is left out', () => {
  expect(writeQuery({ ...kDefaults, q: 'x' }, kDefaults)).toEqual({ q: 'x' })
  expect(writeQuery(kDefaults, kDefaults)).toEqual({})
})

test('strange queries fall back to the default', () => {
  expect(readQuery({ page: '0' }, kDefaults).page).toBe(1)
  expect(readQuery({ page: '-2' }, kDefaults).page).toBe(1)
  expect(readQuery({ page: 'NaN' }, kDefaults).page).toBe(1)
  expect(readQuery({ page: '1.5' }, kDefaults).page).toBe(1)
  expect(readQuery({ q: null }, kDefaults).q).toBe('')
  expect(readQuery({ q: ['a', 'b'] }, kDefaults).q).toBe('a')
  expect(readQuery({ other: 'x' }, kDefaults)).toEqual(kDefaults)
})

test('a column is sorted one way, then the other, then not', () => {
  expect(nextSort('', 'score')).toBe('score')
  expect(nextSort('score', 'score')).toBe('-score')
  expect(nextSort('-score', 'score')).toBe('')
  expect(nextSort('-score', 'name')).toBe('name')
})

test('a view of the same name takes the place of the old one', () => {
  const first = { name: '不合格', query: { passed: 'no' } }
  const second = { name: '不合格', query: { passed: 'no', kind: 'portal' } }
  expect(keepView([first], second)).toEqual([second])
})

test('the oldest view goes when there are too many', () => {
  let views = keepView([], { name: '0', query: {} })
  for (let i = 1; i <= kMaxSavedViews; i++)
    views = keepView(views, { name: String(i), query: {} })
  expect(views).toHaveLength(kMaxSavedViews)
  expect(views[0]?.name).toBe('1')
})

test('kept views that are damaged are no views', () => {
  expect(parseViews(null)).toEqual([])
  expect(parseViews('{')).toEqual([])
  expect(parseViews('{"name":"x"}')).toEqual([])
  expect(parseViews('[null, {"name":1,"query":{}}, {"name":"x","query":{"q":"y"}}]')).toEqual([
    { name: 'x', query: { q: 'y' } },
  ])
})
