// Seconds as people say them.
export interface DurationWords {
  seconds: (n: number) => string
  minutes: (n: number, s: number) => string
  hours: (h: number, n: number) => string
}

const kMinute = 60
const kHour = 3600

// `rough`: of an estimate, where seconds beside minutes would be a lie.
export function duration(seconds: number, words: DurationWords, rough = false): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < kMinute) return words.seconds(rough ? Math.max(5, Math.ceil(whole / 5) * 5) : whole)
  if (whole < kHour) {
    if (rough) return words.minutes(Math.ceil(whole / kMinute), 0)
    return words.minutes(Math.floor(whole / kMinute), whole % kMinute)
  }
  const minutes = rough ? Math.ceil(whole / kMinute / 5) * 5 : Math.floor(whole / kMinute)
  return words.hours(Math.floor(minutes / 60), minutes % 60)
}
