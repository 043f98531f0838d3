// What may be done next with an objection or with what is to be mended, by whom: the buttons that a
// card shows. The server decides; this only leaves out what it would refuse.
import type { Schema } from '@/api/client'

export type Side = 'unit' | 'office'
export interface NextStep {
  event: Schema['CaseEvent']
  side: Side
}

type Standing = Pick<Schema['Case'], 'objection' | 'mending'>

export function nextSteps(item: Standing, kind: 'objections' | 'mending'): NextStep[] {
  if (kind === 'objections') {
    if (item.objection !== 'open') return []
    return [
      { event: 'accepted', side: 'office' },
      { event: 'rejected', side: 'office' },
      { event: 'withdrawn', side: 'unit' },
    ]
  }
  switch (item.mending) {
    case 'open':
    case 'returned':
      return [
        { event: 'replied', side: 'unit' },
        { event: 'extended', side: 'office' },
      ]
    case 'replied':
      return [
        { event: 'mended', side: 'office' },
        { event: 'returned', side: 'office' },
        { event: 'extended', side: 'office' },
      ]
    case 'mended':
      return []
  }
}

// What the office does with a reply needs no words, and a new last day needs a day.
export function needsText(event: Schema['CaseEvent']): boolean {
  return event !== 'mended' && event !== 'extended' && event !== 'accepted'
}
