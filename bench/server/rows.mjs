// Lists of many rows: node bench/server/rows.mjs build/mingcha [ROWS]
// Makes ROWS sites and ROWS accounts (100,000 each), imports and judges them, serves them, and asks for pages that nobody asked
// for before: other sorts, filters, words, far pages. Each answer is checked against what was written into the tables.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [program, given = '100000'] = process.argv.slice(2)
const rows = Number(given)
if (!program || !(rows >= 100)) {
  console.error('usage: node bench/server/rows.mjs MINGCHA [ROWS]')
  process.exit(2)
}
const kDivisions = 8
const kAsked = 120
const folder = mkdtempSync(join(tmpdir(), 'mingcha-rows-'))
const data = join(folder, 'data')
const run = (...words) => execFileSync(program, ['--data', data, ...words], { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 })
const timed = (what, ...words) => {
  const began = performance.now()
  run(...words)
  console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
const division = (i) => `99010${1 + (i % kDivisions)}`
const siteCode = (i) => String(9_900_000_000 + i)

function table(name, head, line) {
  const path = join(folder, `${name}.csv`)
  writeFileSync(path, head + '\n' + Array.from({ length: rows }, (_, i) => line(i)).join('\n') + '\n')
  timed(`import ${name}`, 'import', name, path)
}

let server
try {
  writeFileSync(join(folder, 'divisions.csv'), 'code,name,order\n' +
    Array.from({ length: kDivisions }, (_, i) => `${division(i)},第${i + 1}县,${i + 1}`).join('\n') + '\n')
  run('import', 'divisions', join(folder, 'divisions.csv'))
  table('sites', 'site_code,name,unit,url,kind,division',
    (i) => `${siteCode(i)},第${i}局网站,第${i}局,http://s${i}.example/,department,${division(i)}`)
  table('accounts', 'account_code,operator,name,type,division',
    (i) => `无,第${i}局,第${i}号发布,微信订阅号,${division(i)}`)
  run('campaign', 'create', 'rows', '--ruleset', 'luan-2021', '--from', '2021-11-04', '--to', '2021-11-10', '--by-hand')
  timed('judge', 'judge', '--campaign', 'rows')

  server = spawn(program, ['--data', data, 'serve', '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const { origin, token } = await new Promise((resolve, reject) => {
    const hear = (bytes) => {
      said += bytes
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      const first = /token=([0-9a-f]+)/.exec(said)
      if (address && first) resolve({ origin: address[0], token: first[1] })
    }
    server.stdout.on('data', hear)
    server.stderr.on('data', hear)
    server.on('exit', () => reject(new Error(said)))
  })
  const api = origin + '/api/v1'
  const started = await fetch(`${api}/first-start`, { method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, name: 'admin', password: 'Yunze-2021-Console' }) })
  const cookie = started.headers.get('set-cookie').split(';')[0]
  async function ask(path) {
    for (;;) {
      const began = performance.now()
      const answer = await fetch(api + '/campaigns/rows' + path, { headers: { Cookie: cookie } })
      const text = await answer.text()
      const took = performance.now() - began
      if (answer.status === 503) {
        await new Promise((resolve) => setTimeout(resolve, 500))
        continue
      }
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text.slice(0, 300)}`)
      return { took, text }
    }
  }
  const began = performance.now()
  await ask('/sites')
  console.log(`first look, until the view is made: ${((performance.now() - began) / 1000).toFixed(1)} s`)

  const times = { sites: [], accounts: [] }
  for (let i = 0; i < kAsked; i += 1) {
    for (const [list, sorts] of [['sites', ['name', '-problems', 'division', '-unit', 'code']], ['accounts', ['name', '-problems', 'operator']]]) {
      const sort = sorts[i % sorts.length]
      const wanted = division(i)
      const page = 1 + ((i * 37) % 40)
      const word = i % 3 === 0 ? `q=${encodeURIComponent(`第${1000 + i}`)}&` : ''
      const { took, text } = await ask(`/${list}?${word}${word ? '' : `division=${wanted}&`}sort=${sort}&page=${word ? 1 : page}&size=50`)
      const body = JSON.parse(text)
      const expected = word
        ? Array.from({ length: rows }, (_, n) => n).filter((n) => String(n).startsWith(String(1000 + i))).length
        : Array.from({ length: rows }, (_, n) => n).filter((n) => division(n) === wanted).length
      if (body.total !== expected) throw new Error(`${list} ${sort}: ${body.total} rows, ${expected} expected`)
      if (!word && body.items.some((row) => row.division !== wanted)) throw new Error(`${list}: a row of another division`)
      times[list].push(took)
    }
  }
  for (const [list, all] of Object.entries(times)) {
    all.sort((a, b) => a - b)
    const at = (q) => all[Math.min(all.length - 1, Math.floor(q * all.length))].toFixed(1)
    console.log(`${list}, ${rows} rows, ${all.length} pages asked for the first time: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`)
  }
  const file = await ask('/sites.csv')
  console.log(`sites.csv of ${rows} rows: ${file.took.toFixed(0)} ms, ${(file.text.length / 1e6).toFixed(1)} MB of text`)
  if (file.text.trimEnd().split('\r\n').length !== rows + 1) throw new Error('the file has another number of rows')
} finally {
  server?.kill()
  rmSync(folder, { recursive: true, force: true })
}
