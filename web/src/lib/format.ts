// How numbers, days and times are shown. "Not measured" is null and never becomes 0.
import type { Schema } from '@/api/client'

type Points = Schema['Points']

export const kNone = '—'

export function points(value: Points | null | undefined): string {
  return value ? value.text.replace(/\.00$/, '') : kNone
}

export function percent(value: Points | null | undefined): string {
  return value ? `${value.text}%` : kNone
}

// With a sign, for steps of a score: +4, −2.5 (a true minus).
export function change(value: Points): string {
  const text = points(value)
    .replace(/^[-−]/, '')
    .replace(/(\.\d)0$/, '$1')
  if (value.hundredths === 0) return '0'
  return (value.hundredths < 0 ? '−' : '+') + text
}

// "2021-11-12T23:59:59+08:00" → "2021-11-12 23:59": the server's times are those of Shanghai
// already and are shown as they are, wherever the reader sits.
export function moment(value: string | null | undefined): string {
  return value ? value.slice(0, 16).replace('T', ' ') : kNone
}

export function day(value: string | null | undefined): string {
  return value ? value.slice(0, 10) : kNone
}

// Whole days between two times, null where one is missing.
export function daysBetween(from: string | null, to: string | null): number | null {
  if (!from || !to) return null
  return Math.round((Date.parse(day(to)) - Date.parse(day(from))) / 86_400_000)
}

export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(0)} KB`
  return `${(size / 1024 / 1024).toFixed(1)} MB`
}

// "37" → "0:37", for the idle notice.
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

// Only http and https lead anywhere; everything else is shown as text.
export function safeLink(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null
}
