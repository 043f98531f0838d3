// The built console as it is served: small enough to start quickly, nothing that Chrome 87 lacks,
// nothing that the Content-Security-Policy would refuse, nobody else's address.
// MINGCHA_BUNDLE names the folder; without one there is nothing to look at.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { describe, expect, test } from 'vitest'

const kFirstLoad = 300 * 1024 // bytes, packed: what the first page needs
const folder = process.env['MINGCHA_BUNDLE'] ?? ''

function filesOf(under: string): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesOf(`${under}${entry.name}/`) : [`${under}${entry.name}`],
  )
}

// What came to Chrome after 87: its name and version, how it is found, an example that must be
// found.
const kNewerScript: [string, RegExp, string][] = [
  ['Array.prototype.at (92)', /[\w)\]]\.at\(-?\w/, 'a.at(-1)'],
  ['findLast (97)', /\.findLast(Index)?\(/, 'a.findLast(f)'],
  ['toSorted and its like (110)', /\.to(Sorted|Reversed|Spliced)\(/, 'a.toSorted()'],
  ['Object.hasOwn (93)', /\bObject\.hasOwn\(/, 'Object.hasOwn(a,b)'],
  ['groupBy (117)', /\b(Object|Map)\.groupBy\(/, 'Map.groupBy(a,f)'],
  ['structuredClone (98)', /\bstructuredClone\(/, 'structuredClone(a)'],
  ['crypto.randomUUID (92)', /\brandomUUID\(/, 'crypto.randomUUID()'],
  ['AbortSignal.timeout, any (103)', /\bAbortSignal\.(timeout|any)\(/, 'AbortSignal.any([])'],
  ['Promise.withResolvers (119)', /\bwithResolvers\(/, 'Promise.withResolvers()'],
  ['static blocks (94)', /\bstatic\s*\{/, 'class A{static{a()}}'],
  ['private in (91)', /#\w+ in \w/, '#a in b'],
  ['await outside of functions (89)', /^(import[^;]*;)*await /, 'import"x";await a'],
  ['Element.checkVisibility (105)', /\.checkVisibility\(/, 'a.checkVisibility()'],
]
const kNewerStyle: [string, RegExp, string][] = [
  [':has() (105)', /:has\(/, 'a:has(b){}'],
  [':is() and :where() (88)', /:(is|where)\(/, ':is(a,b){}'],
  [':not() of a list (88)', /:not\([^()]*,/, ':not(a,b){}'],
  ['@layer (99)', /@layer\b/, '@layer a{}'],
  ['@container (105)', /@container\b/, '@container (min-width:1px){}'],
  ['@scope (118)', /@scope\b/, '@scope (a){}'],
  ['nesting (112)', /[{;]\s*&/, 'a{&:hover{}}'],
  ['newer colours (111)', /\b(color-mix|oklch|oklab|lab|lch)\(/, 'a{color:oklch(1 0 0)}'],
  ['aspect-ratio (88)', /[;{]aspect-ratio\s*:/, 'a{aspect-ratio:1}'],
  ['dvh, svh, lvh (108)', /\d[dsl]v[hw]\b/, 'a{height:1dvh}'],
  ['translate, scale, rotate alone (104)', /[;{](translate|scale|rotate)\s*:/, 'a{scale:2}'],
  ['ranges in media queries (104)', /@media[^{]*[<>]/, '@media (width<1px){}'],
  ['subgrid (117)', /\bsubgrid\b/, 'a{grid-template-rows:subgrid}'],
]
// Vue's reactive arrays pass these on to a caller, and nobody here calls them.
const kPassedOn =
  /to(Reversed|Sorted|Spliced)\([^)]*\)\{return [\w$]+\(this\)\.to(Rev|Sor|Spli)[a-z]+\([^)]*\)\}/g

test.each([...kNewerScript, ...kNewerStyle])('would be seen: %s', (_, pattern, example) => {
  expect(pattern.test(example)).toBe(true)
})

describe.skipIf(!folder || !existsSync(folder))('the bundle', () => {
  const files = folder && existsSync(folder) ? filesOf('') : []
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  const of = (ending: string) => files.filter((name) => extname(name) === ending)

  test('is one page with its scripts and styles', () => {
    expect(files).toContain('index.html')
    expect(of('.js').length).toBeGreaterThan(10)
  })

  test('starts with less than 300 KB packed', () => {
    const html = read('index.html')
    const asked = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1]!)
    const first = ['index.html', ...asked]
    const size = first.reduce(
      (sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length,
      0,
    )
    console.log(`first load: ${(size / 1024).toFixed(0)} KB packed, ${first.length} files`)
    expect(asked.some((name) => name.endsWith('.js'))).toBe(true)
    expect(size).toBeLessThan(kFirstLoad)
  })

  test.each(kNewerScript)('has no script newer than Chrome 87: %s', (_, pattern) => {
    for (const name of of('.js')) {
      const text = read(name).replace(kPassedOn, '')
      const found = pattern.exec(text)
      expect(found && `${name}: …${text.slice(found.index - 60, found.index + 60)}…`).toBeNull()
    }
  })

  test.each(kNewerStyle)('has no style newer than Chrome 87: %s', (_, pattern) => {
    for (const name of of('.css')) {
      const text = read(name)
      const found = pattern.exec(text)
      expect(found && `${name}: …${text.slice(found.index - 80, found.index + 60)}…`).toBeNull()
    }
  })

  test('has nothing inline that the policy refuses', () => {
    const html = read('index.html')
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/)
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/)
    for (const name of of('.css'))
      expect(read(name)).not.toMatch(/url\((?!["']?(data:image|\/assets))/)
  })

  test('names no outside host that it could ask', () => {
    for (const name of files.filter((each) => /\.(html|css)$/.test(each))) {
      expect(read(name)).not.toMatch(/(src|href)="(https?:)?\/\/|url\(["']?(https?:)?\/\//)
    }
    for (const name of of('.js')) {
      expect(read(name)).not.toMatch(/\b(fetch|import|Worker|EventSource)\(["'`]https?:/)
    }
  })
})
