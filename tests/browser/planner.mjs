// Steps of who plans: an inspection is run from the console, a campaign made and fixed in whom it
// is about, work shared out, and what was not mended goes into the next campaign.
import { expect } from './steps.mjs'

const kEndMs = 180_000 // judging takes its time where the machine has other work
const kNext = '2022Q1'

async function choose(where, page, label, option) {
  await where.getByRole('combobox', { name: label }).press('Enter')
  await page.getByRole('option', { name: option }).first().click()
}

async function begin(page, codes, pages, rate) {
  const panel = page.locator('.live')
  await panel.getByRole('button', { name: /^(开始|再次|接着)检查$/ }).click()
  const dialog = page.getByRole('dialog')
  if (codes.length) {
    await dialog.getByText('只查指定的').click()
    await dialog.getByLabel('网站标识码或账号编码').fill(codes.join('\n'))
  }
  await dialog.getByLabel('每个网站最多页面数').fill(String(pages))
  await dialog.getByLabel('每个主机每秒请求数').fill(String(rate))
  await dialog.getByRole('button', { name: '开始', exact: true }).click()
  await panel.getByRole('progressbar').waitFor()
  return panel
}

export async function runInspection(page, origin, campaign) {
  await page.goto(`${origin}/c/${campaign}/overview`)
  const panel = await begin(page, ['9978030013'], 40, 15)
  // It outlives the page.
  await page.reload()
  await panel.getByRole('progressbar').waitFor()
  await panel.locator('.phase', { hasText: '检查完成：1 个对象' }).waitFor({ timeout: kEndMs })
  const said = await panel.innerText()
  for (const word of ['页面', '请求', '发现问题', '未能测量的指标', '用时']) {
    if (!said.includes(word)) throw new Error(`the panel does not say ${word}: ${said}`)
  }
}

export async function stopInspection(page, origin, campaign) {
  await page.goto(`${origin}/c/${campaign}/overview`)
  const panel = await begin(page, [], 100, 2)
  const second = await page.evaluate(async (id) => {
    const session = await (await fetch('/api/v1/session')).json()
    const answer = await fetch(`/api/v1/campaigns/${id}/inspection`, {
      method: 'POST',
      headers: { 'X-CSRF-Token': session.csrf_token, 'Content-Type': 'application/json' },
      body: '{}',
    })
    return answer.status
  }, campaign)
  expect(second, 409)
  await panel.getByRole('button', { name: '停止检查' }).click()
  await page
    .getByRole('tooltip')
    .or(page.locator('.el-popconfirm'))
    .getByRole('button', { name: '停止检查' })
    .last()
    .click()
  await panel.locator('.phase', { hasText: '检查被停止' }).waitFor({ timeout: kEndMs })
}

export async function makeCampaign(page, origin, city) {
  await page.goto(`${origin}/new-campaign`)
  await page.getByLabel('编号').fill(kNext)
  await page.getByLabel('期次').fill('2022年第一季度')
  await choose(page.locator('main'), page, '规则集', /luan-2021/)
  const days = { from: '2022-02-07', to: '2022-02-18' }
  await page.getByLabel('起', { exact: true }).first().fill(days.from)
  await page.getByLabel('止', { exact: true }).first().fill(days.to)
  // What it would be is shown before it is kept.
  await page.getByRole('rowheader', { name: '检查时段' }).waitFor()
  await page.getByText('还没有结束').waitFor()
  await page.getByRole('button', { name: '建立' }).click()
  await page.waitForURL(new RegExp(`/c/${kNext}/plan`))
  await page.getByRole('heading', { name: '检查安排' }).waitFor()
  // The same by the command line, but for its id.
  const words = ['--ruleset', 'luan-2021', '--from', days.from, '--to', days.to]
  city.run('campaign', 'create', 'typed', ...words, '--title', '2022年第一季度')
  const shown = (id) => {
    const { id: _, ...rest } = JSON.parse(
      city.run('campaign', 'show', id, '--format', 'json'),
    )
    return JSON.stringify(rest)
  }
  expect(shown(kNext), shown('typed'))
}

export async function setFields(page, origin, city) {
  await page.goto(`${origin}/c/${kNext}/plan`)
  await page.getByLabel(/^整改情况报送期限/).fill('2022-13-01')
  await page.getByRole('button', { name: '保存改动' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel(/^整改情况报送期限/).fill('2022-03-05')
  await page.getByRole('button', { name: '保存改动' }).click()
  await page.getByText('整改期限 2022-03-05 不是工作日').waitFor()
  const { fields } = JSON.parse(city.run('campaign', 'show', kNext, '--format', 'json'))
  expect(fields.rectify_by, '2022-03-05')
}

export async function fixPopulation(page, origin, city) {
  await page.goto(`${origin}/c/${kNext}/plan`)
  await page.getByLabel('账号抽查比例').fill('50')
  await page.getByLabel('种子').fill('7')
  await page.getByRole('button', { name: '试抽' }).click()
  await page.getByText('试抽结果').waitFor()
  const hash = async () => (await page.locator('.hash code').innerText()).trim()
  const tried = await hash()
  await page.getByRole('button', { name: '固定检查对象' }).click()
  await page.getByText('由 admin 固定').waitFor()
  expect(await hash(), tried)
  const kept = JSON.parse(city.run('campaign', 'population', kNext, '--format', 'json'))
  expect(kept.hash, tried)
}

export async function shareWork(page, origin, campaign) {
  await page.goto(`${origin}/c/${campaign}/tasks`)
  const list = page.locator('details', { has: page.getByRole('heading', { name: '检查员' }) })
  await list.waitFor()
  if (!(await list.evaluate((each) => each.open))) await list.locator('summary').click()
  for (const [name, unit] of [
    ['jiancha1', '示例一局'],
    ['jiancha2', '示例二局'],
  ]) {
    await page.getByRole('button', { name: '添加检查员' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('姓名或用户名').fill(name)
    await dialog.getByLabel('所在单位').fill(unit)
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('rowheader', { name }).waitFor()
  }
  await page.getByRole('button', { name: '分配任务' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('随机：由种子决定').click()
  await dialog.getByLabel('种子').fill('3')
  await dialog.getByText('只分网站').click()
  await dialog.getByRole('button', { name: '分配', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'jiancha1', exact: true }).click()
  await page.waitForURL(/inspector=jiancha1/)
  const mine = page.locator('tbody .pick')
  await mine.first().waitFor()
  const before = await mine.count()
  await mine.nth(0).click()
  await mine.nth(1).click()
  await page.getByRole('button', { name: '转交任务 (2)' }).click()
  const move = page.getByRole('dialog')
  await choose(move, page, '转给', /jiancha2/)
  await move.getByRole('button', { name: '转交任务' }).click()
  await move.waitFor({ state: 'detached' })
  await page.waitForFunction(
    (n) => document.querySelectorAll('tbody .pick').length === n,
    before - 2,
  )
}

// The last of all: the campaign is closed behind it.
export async function carryOver(page, origin, campaign) {
  await page.goto(`${origin}/c/${campaign}/plan`)
  await page.getByRole('button', { name: '结束检查' }).click()
  await page.locator('.el-popconfirm').getByRole('button', { name: '结束检查' }).click()
  await page.getByText('本次检查已结束，安排不能再改').waitFor()
  await page.goto(`${origin}/c/${kNext}/plan`)
  await page.getByText(/上期为“.*”，它的 [1-9]\d* 个问题/).waitFor()
  await page.goto(`${origin}/c/${kNext}/overview`)
  const panel = await begin(page, ['9978030013'], 40, 15)
  await panel.locator('.phase', { hasText: '检查完成：1 个对象' }).waitFor({ timeout: kEndMs })
  await page.waitForFunction(
    async (id) => {
      const said = await fetch(`/api/v1/campaigns/${id}/findings?target=9978030013&size=500`)
      const { items } = await said.json()
      return items?.some((each) => each.carried_over)
    },
    kNext,
    { polling: 1_000, timeout: kEndMs },
  )
}
