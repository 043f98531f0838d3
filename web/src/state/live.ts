// The inspection of one campaign as it goes on: told by the server as events, or asked for where
// those do not come through. A page that is hidden is told nothing.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

import { api, kBase, Problem, type Schema } from '@/api/client'

export type Inspection = Schema['Inspection']

const kAskMs = 3_000 // while it runs and no events come
const kIdleMs = 30_000 // has somebody begun one?
const kSilenceMs = 8_000 // an open stream that says nothing at first is held back by a proxy

export interface Live {
  data: ShallowRef<Inspection | null>
  problem: ShallowRef<Problem | null>
  polling: Ref<boolean>
  take: (said: Inspection) => void
  reload: () => Promise<void>
}

export function useInspection(campaign: () => string, onEnd: () => void): Live {
  const data = shallowRef<Inspection | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const polling = ref(false)
  let source: EventSource | null = null
  let timer = 0
  let silence = 0
  let ended = false // the page was left
  let round = 0 // answers to older questions are dropped

  function hangUp(): void {
    window.clearTimeout(silence)
    source?.close()
    source = null
  }

  function later(ms: number): void {
    window.clearTimeout(timer)
    if (!ended) timer = window.setTimeout(() => void reload(), ms)
  }

  function take(said: Inspection): void {
    const was = data.value?.running
    data.value = said
    problem.value = null
    if (was && !said.running) onEnd()
    if (!said.running) {
      hangUp()
      polling.value = false
      later(kIdleMs)
    } else if (!source && !polling.value) listen()
    else if (polling.value) later(kAskMs)
  }

  // No events: from now on it is asked for.
  function poll(): void {
    hangUp()
    polling.value = true
    later(kAskMs)
  }

  function listen(): void {
    if (ended || document.hidden) return
    if (typeof EventSource === 'undefined') return poll()
    window.clearTimeout(timer)
    const mine = new EventSource(
      `${kBase}/campaigns/${encodeURIComponent(campaign())}/inspection/events`,
    )
    source = mine
    silence = window.setTimeout(poll, kSilenceMs)
    mine.addEventListener('state', (event) => {
      window.clearTimeout(silence)
      if (source === mine) take(JSON.parse((event as MessageEvent<string>).data) as Inspection)
    })
    mine.addEventListener('end', () => {
      if (source !== mine) return
      hangUp()
      void reload()
    })
    mine.onerror = () => {
      // The browser comes back by itself where the line broke; where it was refused it gave up.
      if (source === mine && mine.readyState === EventSource.CLOSED) poll()
    }
  }

  async function reload(): Promise<void> {
    window.clearTimeout(timer)
    if (document.hidden) return
    const mine = ++round
    try {
      const said = await api('get', '/campaigns/{id}/inspection', { path: { id: campaign() } })
      if (mine === round && !ended) take(said)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (mine !== round || ended) return
      problem.value = error
      if (error.status !== 401) later(kIdleMs)
    }
  }

  function shown(): void {
    if (document.hidden) {
      hangUp()
      window.clearTimeout(timer)
    } else void reload()
  }

  watch(campaign, () => {
    hangUp()
    data.value = null
    polling.value = false
    void reload()
  })
  document.addEventListener('visibilitychange', shown)
  void reload()
  onScopeDispose(() => {
    ended = true
    hangUp()
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', shown)
  })
  return { data, problem, polling, take, reload }
}
