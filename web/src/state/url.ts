// The pure parts of lib/url_state.ts tied to the router.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { readQuery, writeQuery, type Fields } from '@/lib/url_state'

export function useUrlState<T extends Fields>(defaults: T) {
  const route = useRoute()
  const router = useRouter()
  const state = computed<T>(() => readQuery(route.query, defaults))
  // Any change but that of the page itself goes back to its first page.
  function change(part: Partial<T>): void {
    const page = 'page' in part ? {} : { page: defaults['page'] }
    const next = { ...state.value, ...(page as Partial<T>), ...part } as T
    void router.replace({ query: writeQuery(next, defaults) })
  }
  return { state, change }
}
