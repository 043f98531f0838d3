// Windows of a campaign placed on its days, and the fields of a campaign in groups.
import type { Schema } from '@/api/client'

export interface Place {
  kind: Schema['PlanWindow']['kind']
  from: number // index of the first day
  count: number
}

// A window that ends behind the last day that is drawn is cut; one that begins behind it is left
// out.
export function placesOf(
  windows: readonly Schema['PlanWindow'][],
  days: readonly Schema['PlanDay'][],
): Place[] {
  const index = new Map(days.map((each, i) => [each.day, i]))
  const out: Place[] = []
  for (const each of windows) {
    const from = index.get(each.from)
    if (from === undefined) continue
    const to = index.get(each.to) ?? days.length - 1
    out.push({ kind: each.kind, from, count: to - from + 1 })
  }
  return out
}

export type Group = 'dates' | 'print' | 'prose' | 'figures' | 'monitor'
const kGroups: readonly Group[] = ['dates', 'print', 'prose', 'figures', 'monitor']

function groupOf(field: Schema['PlanField']): Group {
  if (field.key.startsWith('monitor')) return 'monitor'
  if (field.kind === 'day' || field.kind === 'year') return 'dates'
  if (field.key === 'recipients') return 'print'
  if (field.kind === 'long' || field.key === 'national_rank') return 'prose'
  if (field.kind === 'rate' || field.key === 'cancelled_accounts') return 'figures'
  return 'print'
}

export function grouped(
  fields: readonly Schema['PlanField'][],
): { group: Group; fields: Schema['PlanField'][] }[] {
  return kGroups
    .map((group) => ({ group, fields: fields.filter((each) => groupOf(each) === group) }))
    .filter((each) => each.fields.length > 0)
}

// What differs from what is stored.
export function changesOf(
  fields: readonly Schema['PlanField'][],
  typed: Readonly<Record<string, string>>,
): Record<string, string> {
  const out: Record<string, string> = {}
  for (const each of fields) {
    const now = (typed[each.key] ?? each.value).trim()
    if (now !== each.value.trim()) out[each.key] = now
  }
  return out
}
