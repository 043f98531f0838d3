import { expect, test } from 'vitest'

import type { Schema } from '@/api/client'
import { quotedWords, runsOf } from '@/lib/excerpt'
import { heatOf } from '@/lib/heat'
import { treeOf } from '@/lib/tree'
import { trendRuns, trendScale } from '@/lib/trend'
import { barsOf, scaleOf, ticksOf } from '@/lib/waterfall'

function step(
  kind: Schema['ScoreStep']['kind'],
  change: number,
  total: number,
): Schema['ScoreStep'] {
  const text = (value: number) => ({ hundredths: value, text: (value / 100).toFixed(2) })
  return { kind, rule: null, title: kind, change: text(change), total: text(total) }
}

test('a waterfall falls from 100 to its result without a gap', () => {
  const steps = [
    step('start', 0, 10_000),
    step('deduction', -500, 9_500),
    step('deduction', -1_500, 8_000),
    step('bonus', 400, 8_400),
    step('result', 0, 8_400),
  ]
  const scale = scaleOf(steps)
  expect(scale.low).toBeLessThan(8_000)
  expect(scale.high).toBeGreaterThanOrEqual(10_000)
  const bars = barsOf(steps, scale)
  // Each deduction begins where the one before it ended.
  expect(bars[1]!.from + bars[1]!.width).toBeCloseTo(bars[0]!.end)
  expect(bars[2]!.from + bars[2]!.width).toBeCloseTo(bars[1]!.end)
  expect(bars[3]!.from).toBeCloseTo(bars[2]!.end)
  expect(bars[4]!.from + bars[4]!.width).toBeCloseTo(bars[3]!.end)
  expect(ticksOf(scale)).toContain(10_000)
})

test('the smallest deduction is still seen, and a score of nothing fits', () => {
  const steps = [step('start', 0, 10_000), step('deduction', -1, 9_999), step('result', 0, 0)]
  const bars = barsOf(steps, scaleOf(steps))
  expect(bars[1]!.width).toBeGreaterThan(0.5)
  expect(bars.every((bar) => bar.from >= 0 && bar.from <= 100)).toBe(true)
})

test('a trend has a gap where nothing was measured', () => {
  const values = [5_000, null, 6_000, 7_000]
  const runs = trendRuns(values, trendScale(values))
  expect(runs.map((run) => run.map((dot) => dot.at))).toEqual([[0], [2, 3]])
  expect(runs[1]![0]!.y).toBeGreaterThan(runs[1]![1]!.y) // more is higher up
})

test('a division where nothing was checked has no heat', () => {
  expect(heatOf({ checked: 0, failed: 0 })).toBeNull()
  expect(heatOf({ checked: 4, failed: 0 })).toBe(0)
  expect(heatOf({ checked: 100, failed: 9 })).toBe(1)
  expect(heatOf({ checked: 4, failed: 1 })).toBe(3)
  expect(heatOf({ checked: 1, failed: 1 })).toBe(4)
})

test('quoted words are marked as text, and markup stays text', () => {
  expect(quotedWords('栏目“通知公告”和《办法》')).toEqual(['通知公告', '办法'])
  expect(runsOf('见通知公告一栏', ['通知公告'])).toEqual([
    { text: '见', marked: false },
    { text: '通知公告', marked: true },
    { text: '一栏', marked: false },
  ])
  expect(runsOf('<b>x</b>', [])).toEqual([{ text: '<b>x</b>', marked: false }])
  expect(runsOf('', ['x'])).toEqual([])
})

test('a tree is read parents first; orphans are roots and circles end', () => {
  const tree = treeOf([
    { id: 'c', parent_id: 'b' },
    { id: 'b', parent_id: 'a' },
    { id: 'a', parent_id: null },
    { id: 'x', parent_id: 'gone' },
  ])
  expect(tree.map((row) => `${row.item.id}${row.depth}`)).toEqual(['a0', 'b1', 'c2', 'x0'])
  expect(
    treeOf([
      { id: 'p', parent_id: 'q' },
      { id: 'q', parent_id: 'p' },
    ]),
  ).toEqual([])
})
