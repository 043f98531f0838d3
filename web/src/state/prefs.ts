// What a reader chose on this machine: language and light or dark.
import { computed, ref, watchEffect } from 'vue'

export type Locale = 'zh' | 'en'
export type Theme = 'light' | 'dark'

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null // storage may be shut off by policy
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // The choice then lasts until the page is closed.
  }
}

export const locale = ref<Locale>(stored('mingcha.locale') === 'en' ? 'en' : 'zh')

const system = window.matchMedia('(prefers-color-scheme: dark)')
const systemDark = ref(system.matches)
system.addEventListener('change', (event) => {
  systemDark.value = event.matches
})
const chosen = ref<Theme | null>(
  (['light', 'dark'] as const).find((each) => each === stored('mingcha.theme')) ?? null,
)

export const theme = computed<Theme>(() => chosen.value ?? (systemDark.value ? 'dark' : 'light'))

export function setTheme(value: Theme): void {
  chosen.value = value
  remember('mingcha.theme', value)
}

export function setLocale(value: Locale): void {
  locale.value = value
  remember('mingcha.locale', value)
}

watchEffect(() => {
  document.documentElement.classList.toggle('dark', theme.value === 'dark')
  document.documentElement.lang = locale.value === 'en' ? 'en' : 'zh-CN'
})
