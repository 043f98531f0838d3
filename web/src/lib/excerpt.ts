// An excerpt cut into plain and marked runs: where words of the problem stand in it. Text stays
// text; nothing here makes HTML.
export interface Run {
  text: string
  marked: boolean
}

const kMinWord = 2 // characters: single ones would mark everything

// What a problem quotes: “…”, 「…」, "…", 《…》, and the longest such first.
export function quotedWords(problem: string): string[] {
  const found: string[] = []
  for (const match of problem.matchAll(/[“「"《‘]([^”」"》’]{2,60})[”」"》’]/g)) {
    if (match[1]) found.push(match[1])
  }
  return found.sort((a, b) => b.length - a.length)
}

export function runsOf(excerpt: string, words: string[]): Run[] {
  const wanted = words.filter((word) => word.length >= kMinWord)
  const runs: Run[] = []
  let plain = ''
  for (let at = 0; at < excerpt.length; ) {
    const hit = wanted.find((word) => excerpt.startsWith(word, at))
    if (!hit) {
      plain += excerpt[at]
      at += 1
      continue
    }
    if (plain) runs.push({ text: plain, marked: false })
    plain = ''
    runs.push({ text: hit, marked: true })
    at += hit.length
  }
  if (plain) runs.push({ text: plain, marked: false })
  return runs
}
