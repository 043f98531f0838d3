// The review queue of a campaign: what waits, what was decided just now, what is still on its way
// to the server, and the one step back.
import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'

import { api, Problem, type Schema } from '@/api/client'
import { Outbox, type Unsent } from '@/lib/outbox'
import { remember } from '@/state/prefs'
import { me } from '@/state/session'

export type Finding = Schema['Finding']
export type Word = Schema['NewDecision']
export interface ReviewFilter {
  q: string
  division: string
  rule: string
  target: string
  group: string
}

const kPage = 200
const kRetryMs = 3_000
export const kOpenedForGroup = 3 // as the server asks: so many, or all where there are fewer

function keptWords(key: string): Unsent<Word>[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(read) ? (read as Unsent<Word>[]) : []
  } catch {
    return []
  }
}

export function useReview(campaign: Ref<string>, filter: Ref<ReviewFilter>) {
  const page = shallowRef<Schema['FindingPage'] | null>(null)
  const items = ref<Finding[]>([])
  const words = ref(new Map<string, Word>()) // said here, whether sent or not
  const at = ref(0)
  const opened = ref(new Set<string>())
  const problem = shallowRef<Problem | null>(null)
  const refusal = shallowRef<Problem | null>(null)
  const last = ref<Finding | null>(null) // what can be taken back
  const unsent = ref(0)
  const loading = ref(true)

  const current = computed<Finding | null>(() => items.value[at.value] ?? null)
  const left = computed(() => items.value.filter((each) => isOpen(each)).length)
  function isOpen(each: Finding): boolean {
    return each.waiting && !words.value.has(each.id)
  }

  const storage = `mingcha.unsent.${me.value?.id ?? ''}.${campaign.value}`
  const outbox = new Outbox<Word>(
    {
      send: async (item) => {
        const said = await api('post', '/campaigns/{id}/findings/{key}/decisions', {
          path: { id: campaign.value, key: item.id },
          body: item.word,
        })
        replace(said.finding)
      },
      isUnsent: (error) => error instanceof Problem && (error.unsent || error.status === 503),
      keep: (all) => {
        unsent.value = all.length
        remember(storage, JSON.stringify(all))
      },
      refused: (item, error) => {
        words.value.delete(item.id)
        if (last.value?.id === item.id) last.value = null
        if (error instanceof Problem) refusal.value = error
      },
    },
    keptWords(storage),
  )
  unsent.value = outbox.waiting

  function replace(finding: Finding): void {
    items.value = items.value.map((each) => (each.id === finding.id ? finding : each))
  }

  async function load(): Promise<void> {
    loading.value = true
    try {
      await outbox.flush()
      const { q, division, rule, target, group } = filter.value
      page.value = await api('get', '/campaigns/{id}/findings', {
        path: { id: campaign.value },
        query: { waiting: true, q, division, rule, target, group, size: kPage },
      })
      items.value = page.value.items
      words.value = new Map()
      problem.value = null
      select(0)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problem.value = error
    } finally {
      loading.value = false
    }
  }

  function select(index: number): void {
    if (index < 0 || index >= items.value.length) return
    at.value = index
    const now = current.value
    if (now) opened.value.add(now.id)
  }

  // The next one that still waits, from here on and then from the beginning.
  function selectNextOpen(): void {
    const order = [...items.value.keys()]
    const next = [...order.slice(at.value + 1), ...order.slice(0, at.value)].find(
      (i) => items.value[i] && isOpen(items.value[i]),
    )
    if (next !== undefined) select(next)
  }

  async function decide(word: Word): Promise<void> {
    const finding = current.value
    if (!finding || !isOpen(finding)) return
    refusal.value = null
    words.value.set(finding.id, word)
    last.value = finding
    selectNextOpen()
    await outbox.add({ id: finding.id, word })
  }

  // The same fault as another of its target: that one stands, this one points to it.
  async function merge(into: string): Promise<void> {
    const finding = current.value
    if (!finding || !isOpen(finding)) return
    refusal.value = null
    try {
      const said = await api('post', '/campaigns/{id}/findings/{key}/merge', {
        path: { id: campaign.value, key: finding.id },
        body: { into },
      })
      words.value.set(finding.id, { state: 'dismissed' })
      last.value = finding
      replace(said.finding)
      selectNextOpen()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refusal.value = error
    }
  }

  async function undo(): Promise<void> {
    const finding = last.value
    if (!finding) return
    refusal.value = null
    last.value = null
    if (!outbox.drop(finding.id)) {
      try {
        const said = await api('delete', '/campaigns/{id}/findings/{key}/decisions', {
          path: { id: campaign.value, key: finding.id },
        })
        replace(said.finding)
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        refusal.value = error
        return
      }
    }
    words.value.delete(finding.id)
    select(items.value.findIndex((each) => each.id === finding.id))
  }

  const group = computed(() => {
    const now = current.value
    return (
      page.value?.groups.find((each) => each.key === now?.group && each.findings.length > 1) ??
      null
    )
  })
  const openedOfGroup = computed(
    () => group.value?.findings.filter((id) => opened.value.has(id)).length ?? 0,
  )
  const neededOfGroup = computed(() =>
    Math.min(kOpenedForGroup, group.value?.findings.length ?? 0),
  )

  async function decideGroup(word: Word): Promise<number> {
    const now = group.value
    if (!now || now.veto) return 0
    refusal.value = null
    const findings = now.findings.filter((id) => !words.value.has(id))
    try {
      const said = await api('post', '/campaigns/{id}/decisions', {
        path: { id: campaign.value },
        body: {
          findings,
          opened: findings.filter((id) => opened.value.has(id)),
          state: word.state,
          ...(word.reason ? { reason: word.reason } : {}),
        },
      })
      last.value = null
      await load()
      return said.decided
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refusal.value = error
      return 0
    }
  }

  const timer = window.setInterval(() => {
    if (outbox.waiting) void outbox.flush()
  }, kRetryMs)
  onScopeDispose(() => window.clearInterval(timer))
  watch(
    () => JSON.stringify(filter.value),
    () => void load(),
    { immediate: true },
  )

  return {
    page,
    items,
    words,
    at,
    current,
    left,
    opened,
    problem,
    refusal,
    last,
    unsent,
    loading,
    group,
    openedOfGroup,
    neededOfGroup,
    isOpen,
    load,
    select,
    selectNextOpen,
    decide,
    merge,
    undo,
    decideGroup,
  }
}
