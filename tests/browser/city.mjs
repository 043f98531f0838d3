// The small example city, inspected, and the program serving it: what the browser tests begin with.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const kReadyMs = 20_000

// Resolves with the first line of the child's output that matches.
function line(child, pattern) {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`no ${pattern} in: ${said}`)), kReadyMs)
    const read = (data) => {
      said += data
      const found = pattern.exec(said)
      if (!found) return
      clearTimeout(timer)
      resolve(found)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(`ended early: ${said}`)))
  })
}

export class City {
  constructor(program) {
    this.program = program
    this.folder = mkdtempSync(join(tmpdir(), 'mingcha-browser-'))
    this.data = join(this.folder, 'data')
    this.files = join(this.folder, 'city')
    this.children = []
  }

  run(...words) {
    return execFileSync(this.program, ['--data', this.data, ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  start(...words) {
    const child = spawn(this.program, words, { stdio: ['ignore', 'pipe', 'pipe'] })
    this.children.push(child)
    return child
  }

  // Imports the registers and inspects over loopback; nothing is reviewed yet.
  async inspect(campaign) {
    this.run('demo', '--write-files', this.files)
    const demo = this.start('demo', '--port', '0')
    const port = (await line(demo, /:(\d+)\s/))[1]
    for (const kind of [
      'units',
      'divisions',
      'sites',
      'accounts',
      'posts',
      'probes',
      'reposts',
    ]) {
      this.run('import', kind, join(this.files, `${kind}.csv`))
    }
    const dates = readFileSync(join(this.files, 'campaign.txt'), 'utf8').trim().split(/\s+/)
    this.run('campaign', 'create', campaign, '--ruleset', 'luan-2021', ...dates)
    this.run(
      'campaign',
      'set',
      campaign,
      'office=云泽市人民政府办公室',
      'city=云泽市',
      'issue_date=2021-12-06',
      'rectify_by=2021-12-24',
      'recipients=各县区人民政府',
      'accounts_sampled_to=2021-11-08',
      'report_to=云泽市人民政府办公室',
      'report_due=2022-01-14',
    )
    this.run(
      'import',
      'interactions',
      join(this.files, 'interactions.csv'),
      '--campaign',
      campaign,
    )
    this.run(
      'inspect',
      '--campaign',
      campaign,
      '--resolve-all',
      `127.0.0.1:${port}`,
      '--allow-net',
      '127.0.0.0/8',
      '--rate',
      '0',
      '--max-pages',
      '300',
      '--max-seconds',
      '60',
      '--no-render',
    )
    this.stop(demo)
    this.run('example', 'mark')
  }

  // Serves, with the example city to be inspected; { origin, link } as the terminal tells them.
  async serve() {
    const port = (await line(this.start('demo', '--port', '0'), /:(\d+)\s/))[1]
    const child = this.start(
      '--data',
      this.data,
      'serve',
      '--listen',
      '127.0.0.1:0',
      '--resolve-all',
      `127.0.0.1:${port}`,
      '--allow-net',
      '127.0.0.0/8',
    )
    const found = await line(child, /(http:\/\/127\.0\.0\.1:\d+)(\/first-start\?token=[0-9a-f]+)/)
    return { child, origin: found[1], link: found[1] + found[2] }
  }

  write(name, text) {
    const path = join(this.folder, name)
    writeFileSync(path, text)
    return path
  }

  stop(child) {
    child.removeAllListeners('exit')
    child.kill('SIGTERM')
    this.children = this.children.filter((each) => each !== child)
  }

  end() {
    for (const child of [...this.children]) this.stop(child)
    rmSync(this.folder, { recursive: true, force: true })
  }
}
