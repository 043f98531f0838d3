// A list's filters, sorting and page as the query of its address: a view is saved, shared and gone
// back to by its address alone. What equals its default is left out, so short addresses stay short.
export type Fields = Record<string, string | number>
export type Query = Record<string, string | string[] | null | (string | null)[] | undefined>

export function readQuery<T extends Fields>(query: Query, defaults: T): T {
  const out: Fields = { ...defaults }
  for (const [name, fallback] of Object.entries(defaults)) {
    const raw = query[name]
    const value = Array.isArray(raw) ? raw[0] : raw
    if (value === undefined || value === null) continue
    if (typeof fallback === 'number') {
      const number = Number(value)
      if (Number.isInteger(number) && number >= 1) out[name] = number
    } else {
      out[name] = value
    }
  }
  return out as T
}

export function writeQuery<T extends Fields>(state: T, defaults: T): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(state)) {
    if (value !== defaults[name]) out[name] = String(value)
  }
  return out
}

// Sorting by a column: first its natural direction, then the other, then none.
export function nextSort(now: string, column: string): string {
  if (now === column) return `-${column}`
  return now === `-${column}` ? '' : column
}

export interface SavedView {
  name: string
  query: Record<string, string>
}

export const kMaxSavedViews = 20

// Adds a view or replaces the one of the same name; the oldest goes when there are too many.
export function keepView(views: SavedView[], view: SavedView): SavedView[] {
  return [...views.filter((each) => each.name !== view.name), view].slice(-kMaxSavedViews)
}

export function parseViews(text: string | null): SavedView[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(read)) return []
    return read
      .filter(
        (each): each is SavedView =>
          typeof each === 'object' &&
          each !== null &&
          typeof (each as SavedView).name === 'string' &&
          typeof (each as SavedView).query === 'object',
      )
      .slice(-kMaxSavedViews)
  } catch {
    return []
  }
}
