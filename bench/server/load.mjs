// Load on a running console: node bench/server/load.mjs http://127.0.0.1:8080 NAME CAMPAIGN [SECONDS] [IDLE]
// The password is read from the environment (MINGCHA_PASSWORD). 200 requests a second in an open loop, list and site pages by
// turns, each answer checked; meanwhile IDLE connections that say nothing and one client that reads a byte a second.
import http from 'node:http'
import net from 'node:net'

const [origin, name, campaign, seconds = '20', idle = '0'] = process.argv.slice(2)
const password = process.env['MINGCHA_PASSWORD']
if (!origin || !name || !campaign || !password) {
  console.error('usage: MINGCHA_PASSWORD=… node bench/server/load.mjs ORIGIN NAME CAMPAIGN [SECONDS] [IDLE]')
  process.exit(2)
}
const kRate = 200
const base = new URL(origin)
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })

function ask(path, { method = 'GET', body, cookie } = {}) {
  return new Promise((resolve, reject) => {
    const headers = { ...(cookie ? { Cookie: cookie } : {}), ...(body ? { 'Content-Type': 'application/json' } : {}) }
    const request = http.request(
      { host: base.hostname, port: base.port, path: '/api/v1' + path, method, headers, agent }, (answer) => {
        const parts = []
        answer.on('data', (part) => parts.push(part))
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers,
          body: Buffer.concat(parts).toString() }))
      })
    request.on('error', reject)
    request.end(body)
  })
}

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]

function hold(count) {
  const sockets = []
  for (let i = 0; i < count; i += 1) {
    const socket = net.connect(Number(base.port), base.hostname)
    socket.on('error', () => undefined)
    sockets.push(socket)
  }
  return sockets
}

const signIn = await ask('/session', { method: 'POST', body: JSON.stringify({ name, password }) })
if (signIn.status !== 201) throw new Error(`sign-in: ${signIn.status} ${signIn.body}`)
const cookie = signIn.headers['set-cookie'][0].split(';')[0]
// The first look at a campaign is told to come again while its view is made.
async function ready(path) {
  for (;;) {
    const answer = await ask(path, { cookie })
    if (answer.status === 200) return JSON.parse(answer.body)
    if (answer.status !== 503) throw new Error(`${path}: ${answer.status} ${answer.body}`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
const first = await ready(`/campaigns/${campaign}/sites?size=500`)
const codes = first.items.map((row) => row.site_code)

const sockets = hold(Number(idle))
const slow = net.connect(Number(base.port), base.hostname)
slow.on('error', () => undefined)
slow.write(`GET /api/v1/campaigns/${campaign}/findings?size=500 HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\n\r\n`)
slow.pause()
const sip = setInterval(() => slow.read(1), 1000)
await new Promise((resolve) => setTimeout(resolve, 2000))

const times = []
let wrong = 0
const waiting = []
const total = kRate * Number(seconds)
const began = performance.now()
for (let i = 0; i < total; i += 1) {
  const due = began + (i * 1000) / kRate
  const wait = due - performance.now()
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  const code = codes[i % codes.length]
  const list = i % 2 === 0
  const path = list ? `/campaigns/${campaign}/sites?size=50&sort=-problems` : `/campaigns/${campaign}/sites/${code}`
  waiting.push(ask(path, { cookie }).then((answer) => {
    times.push(performance.now() - due)
    const right = answer.status === 200 &&
      (list ? JSON.parse(answer.body).total === first.total : JSON.parse(answer.body).site.site_code === code)
    if (!right) wrong += 1
  }, () => { wrong += 1 }))
}
await Promise.all(waiting)
clearInterval(sip)
slow.destroy()
for (const socket of sockets) socket.destroy()
times.sort((a, b) => a - b)
const shown = (q) => quantile(times, q).toFixed(1)
console.log(`${total} requests at ${kRate}/s, ${idle} idle connections, one slow reader: wrong ${wrong}, ` +
  `p50 ${shown(0.5)} ms, p95 ${shown(0.95)} ms, p99 ${shown(0.99)} ms, most ${shown(1)} ms`)
process.exit(wrong === 0 ? 0 : 1)
