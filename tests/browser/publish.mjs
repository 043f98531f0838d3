// The circular from the draft to the official version: an open draft round stands in its way, a
// second person approves, the files are frozen, and a docx comes back from a word processor.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from './steps.mjs'
import { withEntry } from './zip.mjs'

export const kRound = '2021Q4R'
export const kPublished = '2021Q4P'
const kSlowMs = 60_000

const part = (id, name) => `/c/${id}/circular${name ? `?part=${name}` : ''}`

// Inspected by hand, so that nothing waits for a review; one site failed.
export function addCampaigns(city) {
  for (const id of [kRound, kPublished]) {
    const days = ['--from', '2021-11-04', '--to', '2021-11-10']
    const asOf = ['--as-of', '2021-11-12T23:59:59+08:00']
    city.run('campaign', 'create', id, '--ruleset', 'luan-2021', ...days, ...asOf, '--by-hand')
    city.run(
      'campaign',
      'set',
      id,
      'office=云泽市人民政府办公室',
      'city=云泽市',
      'issue_date=2021-12-06',
      'rectify_by=2021-12-24',
      'recipients=各县区人民政府',
      'report_to=云泽市人民政府办公室',
      'accounts_sampled_to=2021-11-08',
      'report_due=2022-01-14',
      'national_rank=5',
      'top_100=无',
      'cancelled_accounts=3',
    )
    const findings = city.write(
      `findings-${id}.csv`,
      'target,rule,problem\n9978030013,link-availability,首页链接打不开\n',
    )
    city.run('import', 'findings', findings, '--campaign', id)
    city.run('judge', '--campaign', id)
    city.run('review', 'confirm', '--all', '--campaign', id, '--by', '示例复核')
  }
}

async function desk(page, origin, id, name = '') {
  await page.goto(origin + part(id, name))
  await page.locator('.desk .steps').waitFor({ timeout: kSlowMs })
}

const here = (page) => page.locator('.steps li[aria-current=step]').innerText()

// An open round, and an objection within it, keep the circular back.
export async function roundStandsInTheWay(page, inspector, origin) {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await page.goto(`${origin}/c/${kRound}/objections`)
  await page.getByLabel('申诉截止日').fill(today)
  await page.getByRole('button', { name: '开始反馈' }).click()
  await page.getByText('0 件申诉').waitFor().catch(() => undefined)
  const status = await inspector.evaluate(async (id) => {
    const session = await (await fetch('/api/v1/session')).json()
    const headers = { 'X-CSRF-Token': session.csrf_token, 'Content-Type': 'application/json' }
    const found = await (await fetch(`/api/v1/campaigns/${id}/findings?size=200`)).json()
    const finding = found.items.find((each) => each.rule === 'link-availability')
    const said = await fetch(`/api/v1/campaigns/${id}/findings/${finding.id}/unit-steps`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        event: 'objected',
        text: '链接已恢复，附截图',
        on_behalf: '云泽市某局',
        channel: '纸质',
      }),
    })
    return said.status
  }, kRound)
  expect(status, 200)
  await desk(page, origin, kRound)
  await page.locator('.obstacles').getByText('1 件申诉没有决定').waitFor()
  expect(await page.getByRole('button', { name: '送审' }).isDisabled(), true)
}

// A text is edited for this campaign: unknown fields are refused where they stand.
export async function editText(page, origin) {
  await desk(page, origin, kPublished, 'words')
  const opening = page.locator('[data-text=opening]')
  await opening.getByRole('button', { name: '修改' }).click()
  const words = opening.getByLabel('文字', { exact: true })
  const standard = await words.inputValue()
  await words.fill(`${standard}{sites_totl}`)
  await opening.getByText(`第 ${[...standard].length + 1} 字`).waitFor()
  expect(await opening.getByRole('button', { name: '保存' }).isDisabled(), true)
  await words.fill('按照统一安排，{window}，组织开展了{title}检查。现将情况通报如下：')
  await opening.locator('.preview').getByText('2021年11月4日').waitFor()
  await opening.getByRole('button', { name: '保存' }).click()
  await page.locator('[data-text=opening]').getByText('本期文字').waitFor({ timeout: kSlowMs })
}

export async function pageByPage(page, origin) {
  await desk(page, origin, kPublished, 'pages')
  const picture = page.locator('.pages img.loaded')
  await picture.waitFor({ timeout: kSlowMs })
  const [width, height] = await picture.evaluate((each) => [each.naturalWidth, each.naturalHeight])
  if (width < 800 || height < 1_100) throw new Error(`a page of ${width} × ${height}`)
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByText('第 2 页').waitFor()
  await picture.waitFor()
}

// Submitted by one, approved by another; who submitted it cannot.
export async function approve(writer, approver, origin) {
  await desk(writer, origin, kPublished)
  await writer.getByRole('button', { name: '送审', exact: true }).click()
  await writer.getByRole('button', { name: '撤回送审' }).waitFor()
  await desk(approver, origin, kPublished)
  await approver.getByRole('button', { name: '批准', exact: true }).click()
  await approver.getByRole('button', { name: '发布', exact: true }).waitFor()
  // A word changes after that: the approval falls, and it is said what changed.
  await desk(writer, origin, kPublished, 'words')
  const field = writer.locator('[data-field=recipients]')
  await writer.getByText('通报要素').click()
  await field.getByRole('textbox').fill('各县区人民政府，市直各单位')
  await field.getByRole('button', { name: '保存' }).click()
  await writer.getByText('批准之后正文有变化').waitFor({ timeout: kSlowMs })
  await writer.locator('.changes').getByText('市直各单位').waitFor()
  await writer.getByRole('button', { name: '送审', exact: true }).click()
  await writer.getByRole('button', { name: '撤回送审' }).waitFor()
  await desk(approver, origin, kPublished)
  await approver.getByRole('button', { name: '批准', exact: true }).click()
  await approver.getByRole('button', { name: '发布', exact: true }).waitFor()
}

async function download(page, city, origin, version, name) {
  await desk(page, origin, kPublished, 'versions')
  const link = page.locator(`a[href$="/versions/${version}/docx"]`)
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  const path = join(city.folder, name)
  await file.saveAs(path)
  return path
}

// Published; the docx that went out agrees with the campaign over the command line.
export async function publish(page, city, origin) {
  await desk(page, origin, kPublished)
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('正式版本：第 1 版').waitFor({ timeout: kSlowMs })
  if (!(await here(page)).includes('发布')) throw new Error('it is not said to be published')
  const path = await download(page, city, origin, 1, 'official.docx')
  const said = city.run('check-circular', path, '--campaign', kPublished, '--format', 'json')
  expect(JSON.stringify(JSON.parse(said).problems), '[]')
  await page.goto(`${origin}/c/${kPublished}/overview`)
  await page.getByText('通报第 1 版已于').waitFor({ timeout: kSlowMs })
}

async function bringBack(page, origin, path) {
  await desk(page, origin, kPublished, 'versions')
  await page.locator('input[type=file]').setInputFiles(path)
}

// A figure was changed by hand: named, refused, and accepted by a second person with a reason.
export async function editedComesBack(writer, approver, city, origin) {
  const original = readFileSync(join(city.folder, 'official.docx'))
  let rate = ''
  const edited = withEntry(original, 'word/document.xml', (xml) => {
    rate = /总体合格率([\d.]+%)/.exec(xml.replace(/<[^>]+>/g, ''))?.[1] ?? ''
    if (!rate || !xml.includes(rate)) throw new Error(`no rate in the text: ${rate}`)
    return xml.replaceAll(rate, '12.34%')
  })
  const path = join(city.folder, 'edited.docx')
  writeFileSync(path, edited)
  await bringBack(writer, origin, path)
  const differences = writer.locator('.differences li')
  await differences.first().waitFor({ timeout: kSlowMs })
  const told = await writer.locator('.differences').innerText()
  if (!told.includes('12.34%') || !told.includes(rate)) throw new Error(`not named: ${told}`)
  expect(await writer.getByRole('button', { name: '认可', exact: true }).count(), 0)
  await desk(approver, origin, kPublished, 'versions')
  await approver.getByText('正式版本：第 1 版').waitFor()
  const waiting = approver.getByRole('button', { name: '认可', exact: true })
  await waiting.first().waitFor()
  for (let left = await waiting.count(); left > 0; left--) {
    await waiting.first().click()
    const dialog = approver.getByRole('dialog')
    await dialog.getByLabel('理由').fill('按领导签批意见')
    await dialog.getByRole('button', { name: '认可' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await approver.getByText('正式版本：第 2 版').waitFor({ timeout: kSlowMs })
  await approver.getByText(/认可的不同 \d+ 处/).waitFor()
}

// Typeset, but not a figure changed: official without a question.
export async function typesetComesBack(writer, city, origin) {
  const original = readFileSync(join(city.folder, 'official.docx'))
  const typeset = withEntry(original, 'word/document.xml', (xml) =>
    xml.replaceAll('现将情况通报如下', '现通报如下'),
  )
  const path = join(city.folder, 'typeset.docx')
  writeFileSync(path, typeset)
  await bringBack(writer, origin, path)
  await writer.getByText('没有不同：已成为正式版本').waitFor({ timeout: kSlowMs })
  await writer.getByText('正式版本：第 3 版').waitFor()
  const again = await download(writer, city, origin, 3, 'again.docx')
  if (!readFileSync(again).equals(typeset)) throw new Error('the kept docx is another one')
  const verified = JSON.parse(city.run('verify', '--format', 'json'))
  expect(verified.faults, 0)
  expect(verified.versions, 3)
}
