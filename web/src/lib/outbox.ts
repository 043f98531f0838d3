// Decisions on their way: what was decided while the connection was down is kept, in order, and
// sent again until the server has answered. Nothing here knows a network or a clock: `send` and
// `keep` are given.
export interface Unsent<T> {
  id: string
  word: T
}

export interface OutboxOptions<T> {
  // Resolves when the server took it; throws what `isUnsent` tells apart.
  send: (item: Unsent<T>) => Promise<void>
  isUnsent: (error: unknown) => boolean
  keep: (items: Unsent<T>[]) => void // after every change, for the next start of the page
  refused: (item: Unsent<T>, error: unknown) => void
}

export class Outbox<T> {
  private items: Unsent<T>[]
  private sending = false

  constructor(
    private readonly options: OutboxOptions<T>,
    kept: Unsent<T>[] = [],
  ) {
    this.items = [...kept]
  }

  get waiting(): number {
    return this.items.length
  }

  // A later word on the same thing takes the place of one that was never sent.
  async add(item: Unsent<T>): Promise<boolean> {
    const first = this.sending ? this.items.slice(0, 1) : []
    const rest = this.items.slice(first.length).filter((each) => each.id !== item.id)
    this.items = [...first, ...rest, item]
    this.options.keep(this.items)
    return this.flush()
  }

  // A word that has not left yet is simply forgotten.
  drop(id: string): boolean {
    const before = this.items.length
    this.items = this.items.filter((each, i) => each.id !== id || (i === 0 && this.sending))
    if (this.items.length === before) return false
    this.options.keep(this.items)
    return true
  }

  // true: nothing is left. Sends one after the other; stops at the first that found no server.
  async flush(): Promise<boolean> {
    if (this.sending) return false
    this.sending = true
    try {
      for (let item = this.items[0]; item; item = this.items[0]) {
        try {
          await this.options.send(item)
        } catch (error) {
          if (this.options.isUnsent(error)) return false
          this.options.refused(item, error)
        }
        this.items = this.items.filter((each) => each !== item)
        this.options.keep(this.items)
      }
      return true
    } finally {
      this.sending = false
    }
  }
}
