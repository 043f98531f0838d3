// The divisions of a campaign, for filters: read from its overview, once a campaign.
import { ref, watch, type Ref } from 'vue'

import { api } from '@/api/client'

export interface Named {
  value: string
  label: string
}

const kept = new Map<string, Named[]>()

export function useDivisions(campaign: Ref<string>): Ref<Named[]> {
  const out = ref<Named[]>(kept.get(campaign.value) ?? [])
  async function load(id: string): Promise<void> {
    if (!id || kept.has(id)) return
    try {
      const overview = await api('get', '/campaigns/{id}/overview', { path: { id } })
      kept.set(
        id,
        overview.divisions.map((each) => ({
          value: each.division,
          label: each.name || each.division,
        })),
      )
      out.value = kept.get(id) ?? []
    } catch {
      out.value = [] // the list itself tells what is wrong
    }
  }
  watch(campaign, (id) => void load(id), { immediate: true })
  return out
}
