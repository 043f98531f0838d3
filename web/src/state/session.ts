// Who is signed in, and when the session ends by itself.
import { computed, ref } from 'vue'

import { api, onSession, Problem, setCsrfToken, type Schema } from '@/api/client'

export type Session = Schema['Session']
export type Action = Schema['Action']

export const session = ref<Session | null>(null)
export const firstStart = ref(false)
export const passwordWanted = ref(false)
export const idleEndsAt = ref(0) // milliseconds; 0: nobody is signed in

function take(said: Session | undefined): void {
  if (!said) return
  session.value = said
  passwordWanted.value = said.must_change_password
  setCsrfToken(said.csrf_token)
  moveIdleEnd()
}

// Every answer proves that somebody is there: the end of idleness moves along.
function moveIdleEnd(): void {
  const now = session.value
  if (now) idleEndsAt.value = Date.now() + now.settings.idle_minutes * 60_000
}

export function forget(): void {
  session.value = null
  idleEndsAt.value = 0
  setCsrfToken('')
}

export function start(signedOut: () => void, passwordPage: () => void): void {
  onSession({
    signedOut: (problem) => {
      firstStart.value = problem.firstStart
      forget()
      signedOut()
    },
    passwordWanted: () => {
      passwordWanted.value = true
      passwordPage()
    },
    answered: moveIdleEnd,
  })
}

// True when somebody is signed in. Asked once; later calls answer from memory.
export async function ensureSession(): Promise<boolean> {
  if (session.value) return true
  try {
    take(await api('get', '/session'))
    return true
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      firstStart.value = error.firstStart
      return false
    }
    throw error
  }
}

export async function refreshSession(): Promise<void> {
  take(await api('get', '/session'))
}

export async function signIn(name: string, password: string, totp: string): Promise<void> {
  take(
    (await api('post', '/session', {
      body: { name, password, ...(totp ? { totp } : {}) },
    })) as Session,
  )
}

export async function beginFirst(body: Schema['FirstStart']): Promise<void> {
  take((await api('post', '/first-start', { body })) as Session)
  firstStart.value = false
}

export async function signOut(): Promise<void> {
  try {
    await api('delete', '/session')
  } finally {
    forget()
  }
}

export function can(action: Action): boolean {
  return session.value?.actions.includes(action) ?? false
}

export const me = computed(() => session.value?.person ?? null)
