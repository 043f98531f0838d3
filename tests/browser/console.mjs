// console.mjs MINGCHA CHROMIUM [PICTURES]: the web console in headless Chromium against the real
// program over the example city. Closes with "N passed, N failed". With a folder PICTURES every page
// is kept there at 1366×768 and at the width of a phone.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { City } from './city.mjs'
import { removeExample, saveList } from './lists.mjs'
import { annualForm, questionAnswered } from './ledger.mjs'
import * as publishing from './publish.mjs'
import * as planner from './planner.mjs'
import {
  backupIsSound,
  channelIsTried,
  demandIsDone,
  exemptionIsGranted,
} from './notify.mjs'
import {
  accountLife,
  groupDecision,
  mergeFinding,
  officeWord,
  ruleException,
} from './office.mjs'
import { Steps, expect } from './steps.mjs'
import { Watch } from './watch.mjs'
import { captureByPhone, fillWorksheet } from './worksheet.mjs'

const [program, chromium, pictures] = process.argv.slice(2)
if (!existsSync(chromium)) {
  console.log('skipped: chromium is not installed')
  console.log('0 passed, 0 failed, 1 skipped')
  process.exit(0)
}

const kCampaign = '2021Q4'
const kPassword = 'Yunze-2021-Console'
const kInteractiveMs = 2_000
const kXss = '<img src=x onerror=alert(1)>县&lt;b&gt;"\''
const city = new City(program)
const watch = new Watch()
const steps = new Steps()
const at = (path) => `/c/${kCampaign}/${path}`
let origin = ''
let page
let served

async function signIn(where, name, password) {
  await where.goto(`${origin}/sign-in`)
  await where.getByLabel('用户名').fill(name)
  await where.getByLabel('密码', { exact: true }).fill(password)
  await where.getByRole('button', { name: '登录' }).click()
}

// Adds a person and sets the drawn password to kPassword; gives back a page where they are signed in.
async function person(name, displayName, role) {
  await page.goto(`${origin}/settings/people`)
  await page.getByRole('button', { name: '添加人员' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('用户名').fill(name)
  await dialog.getByLabel('姓名').fill(displayName)
  await dialog.getByRole('button', { name: '添加角色' }).click()
  await dialog.getByRole('combobox', { name: '角色' }).press('Enter')
  await page.getByRole('option', { name: role, exact: true }).click()
  await dialog.getByRole('button', { name: '保存' }).click()
  const drawn = (await dialog.locator('.drawn').textContent()).trim()
  await dialog.getByRole('button', { name: '已记下' }).click()
  const own = await watch.page(origin)
  await signIn(own, name, drawn)
  await own.getByRole('heading', { name: '修改密码' }).waitFor()
  await own.getByLabel('当前密码').fill(drawn)
  await own.getByLabel('新密码', { exact: true }).fill(kPassword)
  await own.getByLabel('再输入一次密码').fill(kPassword)
  await own.getByRole('button', { name: '修改密码' }).click()
  await own.getByText('今天要做的事').waitFor()
  return own
}

async function firstStart() {
  await page.goto(served.link)
  await page.getByLabel('本单位名称').fill('云泽市人民政府办公室')
  await page.getByLabel('用户名').fill('admin')
  await page.getByLabel('姓名').fill('示例管理员')
  await page.getByLabel('密码', { exact: true }).fill(kPassword)
  await page.getByLabel('再输入一次密码').fill(kPassword)
  const faults = await watch.faults(page)
  await page.getByRole('button', { name: '建立并登录' }).click()
  await page.getByText('今天要做的事').waitFor({ timeout: 60_000 })
  // The link worked once.
  const again = await watch.page(origin)
  await again.goto(`${origin}/`)
  await again.getByRole('heading', { name: '登录' }).waitFor()
  faults.push(...(await watch.faults(again)))
  await again.context().close()
  expect(faults.join('\n'), '')
}

async function wrongPassword() {
  await page.getByRole('button', { name: '退出登录' }).click()
  await signIn(page, 'admin', 'not-the-password')
  await page.getByRole('alert').waitFor()
  expect(new URL(page.url()).pathname, '/sign-in')
  await signIn(page, 'admin', kPassword)
  await page.getByText('今天要做的事').waitFor()
}

async function quickToBegin() {
  const fresh = await watch.page(origin)
  await signIn(fresh, 'admin', kPassword)
  await fresh.getByText('今天要做的事').waitFor()
  // Other work on the machine may be in the way: the best of three counts.
  let took = Infinity
  for (let tries = 0; tries < 3 && took > kInteractiveMs; tries++) {
    const began = Date.now()
    await fresh.goto(`${origin}${at('overview')}`)
    await fresh.getByText('今天要做的事').waitFor()
    took = Math.min(took, Date.now() - began)
  }
  console.log(`interactive after ${took} ms`)
  await fresh.context().close()
  if (took > kInteractiveMs) throw new Error(`${took} ms until the overview could be used`)
}

async function overview() {
  await page.goto(`${origin}${at('overview')}`)
  await page.getByRole('heading', { name: '政府网站' }).waitFor()
  const said = await page.locator('main').innerText()
  for (const word of ['合格率，以已检查的', '未测', '待复核', '各县区', '等次']) {
    if (!said.includes(word)) throw new Error(`the overview does not say ${word}`)
  }
  const { summary } = JSON.parse(city.run('score', '--campaign', kCampaign, '--format', 'json'))
  if (!said.includes(`已检查 ${summary.sites_checked} 家`))
    throw new Error('checked sites differ')
  if (!said.includes(`${summary.site_pass_rate}%`)) throw new Error('the pass rate differs')
}

async function filterSites() {
  await page.goto(`${origin}${at('sites')}`)
  await page.getByRole('table').waitFor()
  await page.getByRole('combobox', { name: '类别' }).press('Enter')
  await page.getByRole('option', { name: '门户' }).click()
  await page.waitForURL(/kind=portal/)
  await page.getByText('共 8 条').waitFor()
  await page.getByRole('button', { name: '按得分 / 等次排序' }).click()
  await page.waitForURL(/sort=score/)
  // The view is its address: opened anew it is the same.
  await page.reload()
  await page.getByText('共 8 条').waitFor()
  await page.getByRole('button', { name: '存为视图' }).click()
  await page.getByLabel('视图名称').fill('门户按得分')
  await page.getByRole('button', { name: '保存' }).click()
  await page.goto(`${origin}${at('sites')}`)
  await page.getByText('共 24 条').waitFor()
  await page.getByRole('button', { name: '门户按得分', exact: true }).click()
  await page.getByText('共 8 条').waitFor()
}

async function oneSite() {
  await page.goto(`${origin}${at('sites?kind=portal')}`)
  await page.locator('tbody a').first().click()
  await page.getByRole('heading', { name: '问题与证据' }).waitFor()
  await page.getByRole('heading', { name: '整改建议' }).waitFor()
  await page.locator('.finding .head').first().click()
  await page.getByText('条款：').first().waitFor()
  const button = page.getByRole('button', { name: '查看快照' }).first()
  if ((await button.count()) === 0) throw new Error('no finding of the site has a snapshot')
  await button.click()
  const frame = page.locator('iframe')
  await frame.waitFor()
  expect(await frame.getAttribute('sandbox'), '')
  const inside = await (await frame.elementHandle()).contentFrame()
  await inside.waitForLoadState()
  if (!(await inside.evaluate(() => document.body.innerText)).trim())
    throw new Error('empty snapshot')
  await page.keyboard.press('Escape')
}

async function importWizard() {
  await page.goto(`${origin}/import?kind=sites`)
  const input = page.locator('input[type=file]')
  await input.setInputFiles(
    city.write(
      'wrong.csv',
      'site_code,name,unit,url,kind\n123,短码,某局,http://a.example/,department\n',
    ),
  )
  await page.getByText('第 2 行').waitFor()
  await page.getByText('错在哪里，怎样改').waitFor()
  await page.getByRole('button', { name: '换一个文件' }).click()
  await input.setInputFiles(
    city.write(
      'xss.csv',
      `site_code,name,unit,url,kind\n9978999999,"${kXss.replaceAll('"', '""')}",=1+1 局,http://x.example/,department\n`,
    ),
  )
  await page.getByRole('button', { name: '写入 1 行' }).click()
  await page.getByRole('heading', { name: '已经写入' }).waitFor()
}

async function xssInert() {
  // The list is reckoned anew behind the scenes: it is looked at until the new site is there.
  for (let tries = 0; tries < 20; tries++) {
    await page.goto(`${origin}${at('sites?q=9978999999')}`)
    await page.locator('.pager').waitFor()
    if (await page.locator('tbody a').count()) break
    await page.waitForTimeout(1_000)
  }
  expect((await page.locator('tbody a').first().innerText()).trim(), kXss)
  await page.locator('tbody a').first().click()
  await page.getByRole('heading', { name: kXss }).waitFor()
  expect(await page.locator('main img').count(), 0)
  expect(watch.dialogs.join(), '')
}

async function review(own) {
  await own.goto(`${origin}${at('review')}`)
  const queue = own.locator('.queue li')
  await queue.first().waitFor()
  const left = async () =>
    Number(/待复核 (\d+) 条/.exec(await own.locator('.page-head').innerText())[1])
  // Past the vetoes, to findings that one person decides.
  const plain = own.locator('.queue button', {
    hasNot: own.getByText('单项否决'),
  })
  await plain.first().click()
  const before = await left()
  await own.keyboard.press('c')
  await own.waitForFunction(
    (n) => document.querySelector('.page-head').innerText.includes(`${n} 条`),
    before - 1,
  )
  await own.keyboard.press('x')
  await own.getByRole('dialog').waitFor()
  await own.keyboard.press('3')
  await own.waitForFunction(
    (n) => document.querySelector('.page-head').innerText.includes(`${n} 条`),
    before - 2,
  )
  await own.waitForFunction(
    async (campaign) => {
      const said = await fetch(`/api/v1/campaigns/${campaign}/findings?state=dismissed`)
      return (await said.text()).includes('机器识别有误')
    },
    kCampaign,
    { polling: 500 },
  )
  await own.keyboard.press('u')
  await own.waitForFunction(
    (n) => document.querySelector('.page-head').innerText.includes(`${n} 条`),
    before - 1,
  )
  await own.waitForTimeout(300)
  await own.reload()
  await queue.first().waitFor()
  expect(await left(), before - 1)
}

async function droppedConnection(own) {
  await own.goto(`${origin}${at('review')}`)
  const plain = own.locator('.queue button', {
    hasNot: own.getByText('单项否决'),
  })
  await plain.first().click()
  await own.context().setOffline(true)
  await own.keyboard.press('c')
  await own.getByText('条复核结果保存在本机').waitFor()
  await own.context().setOffline(false)
  await own.getByText('条复核结果保存在本机').waitFor({ state: 'detached' })
}

async function vetoNeedsTwo(first, second) {
  await first.goto(`${origin}${at('review')}`)
  const veto = first.locator('.queue button', { has: first.getByText('单项否决') }).first()
  const problem = (await veto.locator('.problem').innerText()).trim()
  await veto.click()
  await first.getByText('还需另一人同样确认').waitFor()
  await first.keyboard.press('c')
  await first.waitForTimeout(500)
  await first.reload()
  const again = first.locator('.queue button', { hasText: problem }).first()
  await again.click()
  await first.getByText('需由另一人作第二次判断').waitFor()
  await second.goto(`${origin}${at('review')}`)
  await second.locator('.queue button', { hasText: problem }).first().click()
  await second.getByText('请您作第二次判断').waitFor()
  await second.keyboard.press('c')
  await second.waitForTimeout(500)
  await second.reload()
  await second.locator('.queue li').first().waitFor()
  const still = await second.locator('.queue button', { hasText: '已一人' }).count()
  expect(still, 0)
}

async function wrongRole(own) {
  await own.goto(`${origin}${at('review')}`)
  await own.getByText('您可以查看，不能复核').waitFor()
  expect(await own.getByRole('button', { name: '确认' }).count(), 0)
  expect(await own.getByRole('link', { name: '导入' }).count(), 0)
  // Hiding is not refusing: the server is asked as well.
  const statuses = await own.evaluate(async () => {
    const session = await (await fetch('/api/v1/session')).json()
    const headers = {
      'X-CSRF-Token': session.csrf_token,
      'Content-Type': 'application/json',
    }
    const asked = [
      ['/api/v1/audit-log', { headers }],
      ['/api/v1/people', { headers }],
      ['/api/v1/imports/sites?dry_run=true', { method: 'POST', headers, body: 'site_code' }],
    ]
    return Promise.all(asked.map(async ([url, how]) => (await fetch(url, how)).status))
  })
  expect(statuses.join(), '403,403,403')
}

async function auditLog() {
  await page.goto(`${origin}/settings/log`)
  await page.getByRole('button', { name: '校验哈希链' }).click()
  await page.getByText('日志完整').waitFor()
}

async function circular() {
  await page.goto(`${origin}${at('circular')}`)
  await page.locator('.paper').waitFor()
  const link = page.getByRole('link', { name: 'Word' })
  if ((await link.count()) === 0) {
    await page.getByText('处自相矛盾').waitFor()
    return
  }
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const path = join(city.folder, 'circular.docx')
  await download.saveAs(path)
  city.run('check-circular', path)
}

async function open(name, path, where = page) {
  await where.goto(origin + path)
  await where
    .locator('main h1')
    .first()
    .waitFor()
    .catch(() => {
      throw new Error(`${name} did not come up`)
    })
  await where.waitForLoadState('networkidle')
}

async function everyPage() {
  const found = []
  for (const [name, path] of kPages) {
    await open(name, path)
    for (const fault of await watch.faults(page)) found.push(`${name}: ${fault}`)
  }
  await page.getByRole('button', { name: '深色' }).click()
  for (const [name, path] of kPages.slice(0, 7)) {
    await open(name, path)
    for (const fault of await watch.faults(page)) found.push(`${name}, dark: ${fault}`)
  }
  await page.getByRole('button', { name: '浅色' }).click()
  expect(found.join('\n'), '')
}

async function narrow() {
  const found = []
  await page.setViewportSize({ width: 360, height: 780 })
  for (const [name, path] of kPages) {
    await open(name, path)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > 360) found.push(`${name}: ${width} px wide`)
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  expect(found.join('\n'), '')
}

async function keyboardOnly() {
  await page.goto(`${origin}${at('overview')}`)
  await page.getByText('今天要做的事').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement.id), 'main')
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await page.getByRole('heading', { name: 'Due today' }).waitFor()
  await page.getByRole('button', { name: '切换到中文' }).click()
}

async function keepPictures(own) {
  mkdirSync(pictures, { recursive: true })
  for (const [tag, size] of [
    ['', { width: 1366, height: 768 }],
    ['-phone', { width: 390, height: 844 }],
  ]) {
    for (const [name, path] of kPages) {
      const who = name === 'review' ? own : page
      await who.setViewportSize(size)
      await open(name, path, who)
      await who.screenshot({ path: join(pictures, `${name}${tag}.png`) })
    }
  }
}

const kPages = [
  ['overview', at('overview')],
  ['sites', at('sites')],
  ['site', at('sites/9978030013')],
  ['review', at('review')],
  ['due', at('due')],
  ['tasks', at('tasks')],
  ['objections', at('objections')],
  ['mending', at('mending')],
  ['questions', at('questions')],
  ['annual', at('annual')],
  ['activity', at('new-media/activity')],
  ['strays', at('new-media/strays')],
  ['life', at('new-media/life')],
  ['exceptions', at('rules/exceptions')],
  ['words', at('rules/words')],
  ['worksheet', at('worksheets/9978030013')],
  ['plan', at('plan')],
  ['new-campaign', '/new-campaign'],
  ['circular', at('circular')],
  ['circular-words', at('circular?part=words')],
  ['circular-pages', `/c/${publishing.kPublished}/circular?part=pages`],
  ['circular-versions', `/c/${publishing.kPublished}/circular?part=versions`],
  ['circular-published', `/c/${publishing.kPublished}/circular`],
  ['accounts', at('accounts')],
  ['rules', at('rules')],
  ['print', at('review/print')],
  ['import', '/import'],
  ['people', '/settings/people'],
  ['offices', '/settings/offices'],
  ['demands', at('demands')],
  ['exemptions', at('exemptions')],
  ['channels', '/settings/channels'],
  ['notices', '/settings/notices'],
  ['backups', '/settings/backups'],
  ['log', '/settings/log'],
  ['security', '/settings/security'],
  ['about', '/settings/about'],
  ['missing', '/nothing/here'],
]

try {
  await city.inspect(kCampaign)
  served = await city.serve()
  origin = served.origin
  await watch.start(chromium)
  page = await watch.page(origin)
  steps.onFailure = async (name) => {
    await page.screenshot({
      path: join(process.env.MINGCHA_FAILURES ?? city.folder, `${name.replace(/\W+/g, '-')}.png`),
    })
  }
  await steps.run('first start makes an administrator, once', firstStart)
  await steps.run('a wrong password is refused, the right one is not', wrongPassword)
  await steps.run('the overview can be used within two seconds', quickToBegin)
  await steps.run('the overview says what the program says', overview)
  await steps.run('sites are filtered and sorted, the view is its address', filterSites)
  await steps.run('a site shows findings, evidence and an inert snapshot', oneSite)
  await steps.run('the import shows wrong rows and takes sound ones', importWizard)
  await steps.run('strings of strangers stay text', xssInert)
  await steps.run('a list is saved as a file without formulas', () =>
    saveList(page, origin + at('sites?q=9978999999'), city.folder),
  )
  let anna, bert, reader
  await steps.run('people are added and set their own password', async () => {
    anna = await person('fuhe1', '示例复核一', '复核员')
    bert = await person('fuhe2', '示例复核二', '复核员')
    reader = await person('chayue', '示例查阅', '查阅')
  })
  await steps.run('review by keyboard, with a reason, and one step back', () => review(anna))
  await steps.run('nothing is lost on a dropped connection', () => droppedConnection(anna))
  await steps.run('a veto needs two people', () => vetoNeedsTwo(anna, bert))
  const sheet = origin + at('worksheets/9978030013')
  await steps.run('a worksheet is filled by keyboard', () => fillWorksheet(anna, sheet))
  await steps.run('a phone brings pictures by a link that opens once', () =>
    captureByPhone(anna, watch, origin, sheet),
  )
  const of = (path) => origin + at(path)
  await steps.run('a question is asked, answered and judged', () => questionAnswered(anna, of))
  await steps.run('a yearly form is filled in and not let through early', () =>
    annualForm(anna, of),
  )
  let unit
  await steps.run('a channel is added and its test message arrives', () =>
    channelIsTried(page, origin),
  )
  await steps.run('a unit files an exemption, its supervisor grants it', async () => {
    unit = await person('lianxi', '示例联系人', '单位联系人')
    await exemptionIsGranted(unit, anna, origin + at('exemptions'))
  })
  await steps.run('a demand of the circular is done with proof', async () => {
    const words = ['--title', '制定管理细则', '--due', '2031-12-31', '--for', 'sites', '--by', '示例']
    city.run('demands', 'add', `${kCampaign}-细则`, '--campaign', kCampaign, ...words)
    await demandIsDone(unit, origin + at('demands'))
  })
  await steps.run('a backup is made and is sound', () => backupIsSound(page, origin))
  await steps.run('an exception to a rule has an end', () => ruleException(anna, of))
  await steps.run('a word is added to the own dictionary', () => officeWord(page, of))
  await steps.run('the life of an account is written down', () => accountLife(page, of))
  await steps.run('two findings of one fault are made one, and taken back', () =>
    mergeFinding(anna, of),
  )
  await steps.run('a group is decided at once after some were opened', () =>
    groupDecision(anna, of),
  )
  await steps.run('a wrong role is refused', () => wrongRole(reader))
  await steps.run('the audit log is whole', auditLog)
  await steps.run('the circular is shown and its file agrees with itself', circular)
  let boss, clerk
  await steps.run('an open draft round with an objection keeps the circular back', async () => {
    publishing.addCampaigns(city)
    clerk = await person('jingban', '示例经办', '检查员')
    boss = await person('zhuren', '示例主任', '审批人')
    await publishing.roundStandsInTheWay(page, clerk, origin)
  })
  await steps.run('a text is edited with live figures', () => publishing.editText(clerk, origin))
  await steps.run('the circular is looked at page by page', () =>
    publishing.pageByPage(boss, origin),
  )
  await steps.run('a second person approves, and a change lets the approval fall', () =>
    publishing.approve(clerk, boss, origin),
  )
  await steps.run('the circular is published and its docx agrees with the campaign', () =>
    publishing.publish(clerk, city, origin),
  )
  await steps.run('an edited docx is refused until each difference is accepted', () =>
    publishing.editedComesBack(clerk, boss, city, origin),
  )
  await steps.run('a docx that was only typeset is official at once', () =>
    publishing.typesetComesBack(clerk, city, origin),
  )
  await steps.run('by keyboard and in English', keyboardOnly)
  await steps.run('axe finds no serious fault on any page', everyPage)
  await steps.run('no page is wider than a phone', narrow)
  if (pictures && anna) await keepPictures(anna)
  await steps.run('the example data goes with one click, what was imported stays', () =>
    removeExample(page, origin, kCampaign, () => city.run('export', 'sites')),
  )
  await steps.run('nothing refused by the policy, nobody else asked, no script failed', () => {
    expect(watch.violations.join('\n'), '')
    expect(watch.strangers.join('\n'), '')
    expect(watch.errors.join('\n'), '')
    expect(watch.dialogs.join('\n'), '')
  })
} catch (error) {
  steps.failed += 1
  console.log('FAILED', error)
} finally {
  await watch.end()
  city.end()
}
console.log(`${steps.passed} passed, ${steps.failed} failed`)
process.exit(steps.failed ? 1 : 0)
