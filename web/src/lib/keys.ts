// The keyboard of the review queue: which key means what. Letters are matched whatever their case;
// nothing is taken from a field that somebody types in, nor together with Ctrl, Alt or Meta.
export type ReviewAction =
  | 'confirm'
  | 'dismiss'
  | 'next'
  | 'previous'
  | 'undo'
  | 'open'
  | 'group'
  | 'merge'
  | 'help'

export const kReviewKeys: Record<ReviewAction, string[]> = {
  confirm: ['c', 'y'],
  dismiss: ['x', 'n'],
  next: ['j', 'arrowdown'],
  previous: ['k', 'arrowup'],
  undo: ['u', 'z'],
  open: ['o', 'enter'],
  group: ['g'],
  merge: ['m'],
  help: ['?'],
}

export interface Pressed {
  key: string
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  isComposing: boolean
}

export interface PressedOn {
  tagName: string
  isContentEditable?: boolean
  type?: string
}

const kTyping = new Set(['INPUT', 'TEXTAREA', 'SELECT'])
const kActing = new Set(['BUTTON', 'A', 'SUMMARY'])

export function isTyping(on: PressedOn | null): boolean {
  if (!on) return false
  if (on.isContentEditable) return true
  return kTyping.has(on.tagName) && on.type !== 'checkbox' && on.type !== 'radio'
}

export function reviewAction(pressed: Pressed, on: PressedOn | null): ReviewAction | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.isComposing) return null
  if (isTyping(on)) return null
  const key = pressed.key.toLowerCase()
  // Enter on a button presses the button.
  if (key === 'enter' && on && kActing.has(on.tagName)) return null
  for (const [action, keys] of Object.entries(kReviewKeys)) {
    if (keys.includes(key)) return action as ReviewAction
  }
  return null
}
