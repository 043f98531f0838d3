// The campaigns, and the one that the address names.
import { computed, ref } from 'vue'
import { useRoute } from 'vue-router'

import { api, type Schema } from '@/api/client'

export type Campaign = Schema['Campaign']

export const campaigns = ref<Campaign[] | null>(null)

export async function loadCampaigns(again = false): Promise<Campaign[]> {
  if (!campaigns.value || again) campaigns.value = (await api('get', '/campaigns')).items
  return campaigns.value
}

export function titleOf(campaign: Campaign): string {
  return campaign.title || campaign.id
}

export function useCampaignId() {
  const route = useRoute()
  return computed(() => String(route.params['campaign'] ?? ''))
}
