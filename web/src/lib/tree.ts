// A flat list whose items name their parent, in the order in which a tree is read, with depths. An
// item whose parent is not in the list is a root; a circle is cut where it closes.
export interface TreeItem {
  id: string
  parent_id: string | null
}

export function treeOf<T extends TreeItem>(items: readonly T[]): { item: T; depth: number }[] {
  const known = new Set(items.map((each) => each.id))
  const children = new Map<string, T[]>()
  for (const each of items) {
    const parent = each.parent_id && known.has(each.parent_id) ? each.parent_id : ''
    children.set(parent, [...(children.get(parent) ?? []), each])
  }
  const out: { item: T; depth: number }[] = []
  const seen = new Set<string>()
  const walk = (parent: string, depth: number): void => {
    for (const item of children.get(parent) ?? []) {
      if (seen.has(item.id)) continue
      seen.add(item.id)
      out.push({ item, depth })
      walk(item.id, depth + 1)
    }
  }
  walk('', 0)
  return out
}
