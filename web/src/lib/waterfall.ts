// The steps of a score laid out as a waterfall: where each bar begins and ends, in percent of the
// chart's width. Neighbouring values keep apart from the axis so that small deductions stay seen.
import type { Schema } from '@/api/client'

type Step = Schema['ScoreStep']

export interface Bar {
  step: Step
  kind: Step['kind']
  from: number // percent of the width
  width: number
  end: number // where the running total stands
}

const kNarrowest = 0.6 // percent: a deduction of half a point can still be seen

export interface Scale {
  low: number // hundredths
  high: number
}

// From a round value below the lowest total to one above the highest; 100 and above always shows.
export function scaleOf(steps: readonly Step[]): Scale {
  const totals = steps.map((step) => step.total.hundredths)
  const low = Math.min(...totals, 10_000)
  const high = Math.max(...totals, 10_000)
  const step = high - low > 4_000 ? 2_000 : 1_000
  const bottom = Math.floor((low - step / 2) / step) * step
  return { low: Math.max(0, bottom), high: Math.ceil((high + step / 10) / step) * step }
}

export function ticksOf(scale: Scale): number[] {
  const step = scale.high - scale.low > 4_000 ? 2_000 : 1_000
  const ticks: number[] = []
  for (let at = scale.low; at <= scale.high; at += step) ticks.push(at)
  return ticks
}

export function position(hundredths: number, scale: Scale): number {
  const span = Math.max(1, scale.high - scale.low)
  return Math.min(100, Math.max(0, ((hundredths - scale.low) / span) * 100))
}

export function barsOf(steps: readonly Step[], scale: Scale): Bar[] {
  return steps.map((step) => {
    const after = step.total.hundredths
    const whole = step.kind === 'start' || step.kind === 'result'
    const before = whole ? scale.low : after - step.change.hundredths
    const a = position(Math.min(before, after), scale)
    const b = position(Math.max(before, after), scale)
    return {
      step,
      kind: step.kind,
      from: a,
      width: Math.max(kNarrowest, b - a),
      end: position(after, scale),
    }
  })
}
