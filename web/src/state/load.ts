// Data of a page: loaded when what it hangs on changes, the answer to an older question dropped.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

import { Problem } from '@/api/client'

// A campaign is reckoned when it is first asked for: the server says so with 503 and is asked
// again.
const kAgainMs = 1_200
const kMostAgain = 100

export interface Loaded<T> {
  data: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

export function useLoad<K, T>(
  key: () => K,
  ask: (key: K, signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(true)
  let running: AbortController | null = null
  let timer = 0
  let tries = 0

  async function reload(): Promise<void> {
    running?.abort()
    window.clearTimeout(timer)
    const mine = new AbortController()
    running = mine
    loading.value = true
    try {
      data.value = await ask(key(), mine.signal)
      problem.value = null
      tries = 0
    } catch (error) {
      if (running !== mine) return
      if (error instanceof DOMException && error.name === 'AbortError') return
      if (!(error instanceof Problem)) throw error
      problem.value = error
      if (error.status === 503 && (tries += 1) < kMostAgain) {
        timer = window.setTimeout(() => void reload(), kAgainMs)
      }
    } finally {
      if (running === mine) loading.value = false
    }
  }

  watch(key, (now, before) => {
    if (JSON.stringify(now) !== JSON.stringify(before)) void reload()
  })
  void reload()
  onScopeDispose(() => {
    running?.abort()
    window.clearTimeout(timer)
  })
  return { data, problem, loading, reload }
}
