// The console's own words in two languages: one typed file each. A word with a number in it is a
// function, so that English can have its plural.
import { computed } from 'vue'

import { locale } from '@/state/prefs'

import { en } from './en'
import { zh } from './zh'

export type Widened<T> = T extends string
  ? string
  : T extends (...given: infer A) => string
    ? (...given: A) => string
    : { [K in keyof T]: Widened<T[K]> }
export type Messages = Widened<typeof zh>

export const m = computed<Messages>(() => (locale.value === 'en' ? en : zh))
