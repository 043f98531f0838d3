// Points of a line over quarters in a box of 100 by 100; gaps where nothing was measured.
export interface TrendDot {
  x: number
  y: number
  value: number // hundredths
  at: number // index of the quarter
}

export interface TrendScale {
  low: number // hundredths of a percent or point
  high: number
}

export function trendScale(values: readonly (number | null)[]): TrendScale {
  const known = values.filter((value): value is number => value !== null)
  if (!known.length) return { low: 0, high: 10_000 }
  const low = Math.floor((Math.min(...known) - 500) / 1_000) * 1_000
  const high = Math.ceil((Math.max(...known) + 200) / 1_000) * 1_000
  return { low: Math.max(0, low), high: Math.max(high, low + 1_000) }
}

// Runs of neighbouring quarters that were measured: a line is never drawn across a gap.
export function trendRuns(values: readonly (number | null)[], scale: TrendScale): TrendDot[][] {
  const runs: TrendDot[][] = []
  let run: TrendDot[] = []
  values.forEach((value, at) => {
    if (value === null) {
      if (run.length) runs.push(run)
      run = []
      return
    }
    const x = values.length > 1 ? (at / (values.length - 1)) * 100 : 50
    const y = 100 - ((value - scale.low) / (scale.high - scale.low)) * 100
    run.push({ x, y, value, at })
  })
  if (run.length) runs.push(run)
  return runs
}
