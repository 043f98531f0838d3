// What a person may say of an indicator, in the order of the keys 1 to 4.
import type { Schema } from '@/api/client'

export const kOutcomes: readonly Schema['HandOutcome'][] = [
  'pass',
  'fault',
  'not_applicable',
  'unable',
]
