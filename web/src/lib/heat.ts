// How hot a cell of the county table is: five steps from the share that failed of those checked.
// Nothing checked has no step at all.
export type Heat = 0 | 1 | 2 | 3 | 4

export function heatOf(counts: { checked: number; failed: number }): Heat | null {
  if (counts.checked === 0) return null
  const share = counts.failed / counts.checked
  if (share === 0) return 0
  if (share < 0.1) return 1
  if (share < 0.25) return 2
  return share < 0.5 ? 3 : 4
}
