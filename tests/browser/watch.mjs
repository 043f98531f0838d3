// A browser that notes what must not happen: refusals of the Content-Security-Policy, requests to
// other hosts, errors of scripts, dialogs; and asks axe about each page.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

const require = createRequire(new URL('../../web/package.json', import.meta.url))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const kFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const kSerious = ['serious', 'critical']

export class Watch {
  async start(executablePath) {
    this.browser = await chromium.launch({ executablePath, args: kFlags })
    this.violations = []
    this.strangers = []
    this.errors = []
    this.dialogs = []
    this.requests = 0
  }

  async page(origin, viewport = { width: 1366, height: 768 }) {
    const context = await this.browser.newContext({
      viewport,
      locale: 'zh-CN',
      acceptDownloads: true,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) this.violations.push(message.text())
    })
    page.on('pageerror', (error) => this.errors.push(error.stack ?? error.message))
    page.on('dialog', (dialog) => {
      this.dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      this.requests += 1
      const url = request.url()
      if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url))
        this.strangers.push(url)
    })
    return page
  }

  // The serious faults of a page as lines; empty is well.
  async faults(page) {
    await page.evaluate(axe)
    const said = await page.evaluate(() =>
      window.axe.run(document, {
        resultTypes: ['violations'],
        iframes: false,
      }),
    )
    return said.violations
      .filter((each) => kSerious.includes(each.impact))
      .map(
        (each) =>
          `${each.id}: ${each.help}: ${each.nodes
            .slice(0, 3)
            .map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`)
            .join(' | ')}`,
      )
  }

  async end() {
    await this.browser?.close()
  }
}
