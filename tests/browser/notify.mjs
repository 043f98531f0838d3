// Channels, exemptions, demands and backups in the browser.
import { createServer } from 'node:http'

import { expect } from './steps.mjs'

const kWaitMs = 10_000

// A receiver of webhooks on loopback: what it was sent, and how it ends.
async function receiver() {
  const bodies = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (data) => (body += data))
    request.on('end', () => {
      bodies.push({ headers: request.headers, body: JSON.parse(body) })
      response.writeHead(204).end()
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { bodies, port: server.address().port, end: () => server.close() }
}

// `page`: an administrator. A channel is added and tried; its secrets do not come back.
export async function channelIsTried(page, origin) {
  const hook = await receiver()
  try {
    await page.goto(`${origin}/settings/channels`)
    await page.getByRole('button', { name: '添加渠道' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '种类' }).press('Enter')
    await page.getByRole('option', { name: 'Webhook' }).click()
    await dialog.getByLabel('编号').fill('hook-1')
    await dialog.getByLabel('名称').fill('示例接收程序')
    await dialog.getByLabel('地址').fill(`http://127.0.0.1:${hook.port}/in?token=t0p-secret`)
    await dialog.getByLabel('加签密钥').fill('sign-secret')
    await dialog.getByRole('button', { name: '保存' }).click()
    const row = page.getByRole('row', { name: /示例接收程序/ })
    await row.getByRole('button', { name: '发测试消息' }).click()
    await page.getByText('测试消息已发出').waitFor({ timeout: kWaitMs })
    await row.getByText('发出', { exact: true }).waitFor()
    expect(hook.bodies.length, 1)
    expect(hook.bodies[0].body.kind, 'test')
    if (!hook.bodies[0].headers['x-mingcha-signature']) throw new Error('not signed')
    const said = await page.content()
    if (said.includes('t0p-secret') || said.includes('sign-secret')) throw new Error('secret shown')
    await page.goto(`${origin}/settings/notices`)
    await page.getByText('【测试】明察的通知渠道已接通').waitFor()
  } finally {
    hook.end()
  }
}

function day(offset) {
  const moment = new Date(Date.now() + offset * 86_400_000 + 8 * 3_600_000)
  return moment.toISOString().slice(0, 10)
}

// A unit contact files, the supervisor grants; what was granted counts from then.
export async function exemptionIsGranted(contact, supervisor, address) {
  await contact.goto(address)
  await contact.getByRole('button', { name: '申请豁免' }).click()
  const dialog = contact.getByRole('dialog')
  await dialog.getByLabel('栏目').fill('通知公告')
  await dialog.getByLabel('开始').fill(day(-2))
  await dialog.getByLabel('结束').fill(day(5))
  await dialog.getByLabel('理由').fill('换届期间无新公告')
  await dialog.getByRole('button', { name: '提交' }).click()
  await contact.getByText('待批').first().waitFor()
  expect(await contact.getByRole('button', { name: '批准', exact: true }).count(), 0)
  await supervisor.goto(address)
  const row = supervisor.getByRole('row', { name: /换届期间无新公告/ })
  await row.getByRole('button', { name: '批准', exact: true }).click()
  const asked = supervisor.getByRole('dialog')
  await asked.getByLabel('说明').fill('同意')
  await asked.getByRole('button', { name: '批准', exact: true }).click()
  await row.getByText('已批准').waitFor()
  const counts = await row.innerText()
  if (!new RegExp(`自 ${day(0)}`).test(counts)) throw new Error(`it works backwards: ${counts}`)
}

// A demand of the circular is done with proof.
export async function demandIsDone(contact, address) {
  await contact.goto(address)
  await contact.getByText('制定管理细则').first().waitFor()
  await contact.getByRole('button', { name: '登记办结' }).first().click()
  const dialog = contact.getByRole('dialog')
  expect(await dialog.getByRole('button', { name: '登记办结' }).isDisabled(), true)
  await dialog.getByLabel('凭证').fill('示例发〔2021〕7号')
  await dialog.getByRole('button', { name: '登记办结' }).click()
  await contact.getByText('示例发〔2021〕7号').waitFor()
}

// A backup is made and proves sound.
export async function backupIsSound(page, origin) {
  await page.goto(`${origin}/settings/backups`)
  await page.getByRole('button', { name: '立即备份' }).click()
  await page.getByText('备份已完成').waitFor({ timeout: 6 * kWaitMs })
  await page.getByRole('button', { name: '校验' }).first().click()
  await page.getByText('校验通过').waitFor({ timeout: 6 * kWaitMs })
}
