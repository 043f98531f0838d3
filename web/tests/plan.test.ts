import { expect, test } from 'vitest'

import { changesOf, grouped, placesOf } from '@/lib/plan'

const days = ['2022-01-28', '2022-01-29', '2022-01-30', '2022-01-31'].map((day) => ({
  day,
  works: true,
  name: '',
}))
const window = (kind: 'sites' | 'as_of', from: string, to: string) => ({
  kind,
  from,
  to,
  days: 1,
  workdays: null,
})

test('windows lie on their days, cut where the strip ends', () => {
  expect(
    placesOf(
      [
        window('sites', '2022-01-29', '2022-01-30'),
        window('as_of', '2022-01-31', '2022-01-31'),
        window('sites', '2022-01-30', '2022-03-01'),
        window('sites', '2022-02-02', '2022-03-01'),
      ],
      days,
    ),
  ).toEqual([
    { kind: 'sites', from: 1, count: 2 },
    { kind: 'as_of', from: 3, count: 1 },
    { kind: 'sites', from: 2, count: 2 },
  ])
})

const field = (key: string, kind: 'text' | 'day' | 'long' | 'rate' | 'switch', value = '') => ({
  key,
  kind,
  meaning: '',
  value,
})

test('every field is in one group', () => {
  const fields = [
    field('office', 'text'),
    field('issue_date', 'day'),
    field('problems', 'long'),
    field('previous_site_rate', 'rate'),
    field('monitor', 'switch'),
    field('monitor_references', 'text'),
    field('recipients', 'long'),
  ]
  const found = grouped(fields)
  expect(found.map((each) => each.group)).toEqual([
    'dates',
    'print',
    'prose',
    'figures',
    'monitor',
  ])
  expect(found.flatMap((each) => each.fields).length).toBe(fields.length)
  expect(found[4]?.fields.length).toBe(2)
})

test('only what was changed is sent, an emptied field too', () => {
  const fields = [field('office', 'text', '甲'), field('city', 'text', '乙'), field('title', 'text')]
  expect(changesOf(fields, { office: '甲 ', city: '' })).toEqual({ city: '' })
  expect(changesOf(fields, {})).toEqual({})
})
