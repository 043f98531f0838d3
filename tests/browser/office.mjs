// What an office decides itself: exceptions, words, accounts that nobody registered; and many
// findings of one cause at once.
import { expect } from './steps.mjs'

const kFarOff = '2099-12-31'

// An exception needs an end; it is listed with the days that are left, and ended early.
export async function ruleException(own, url) {
  await own.goto(url('rules/exceptions'))
  await own.getByRole('button', { name: '增加例外' }).click()
  const dialog = own.getByRole('dialog', { name: '增加例外' })
  await dialog.getByRole('combobox', { name: '指标' }).fill('搜索')
  await own.getByRole('option', { name: /搜索/ }).first().click()
  await dialog.getByLabel('对象').fill('9978030013')
  await dialog.getByLabel('理由').fill('新站试运行')
  const submit = dialog.getByRole('button', { name: '提交' })
  expect(await submit.isDisabled(), true)
  await dialog.getByLabel('截止日').fill(kFarOff)
  await submit.click()
  const row = own.locator('tbody tr', { hasText: '新站试运行' })
  await row.getByText(/还有 \d+ 天/).waitFor()
  await row.getByRole('button', { name: '提前结束' }).click()
  await own.getByRole('dialog').getByRole('button', { name: '提前结束' }).click()
  await row.getByText(/提前结束/).waitFor()
}

// A word is added, found, and brought out as a table that comes back without a change.
export async function officeWord(own, url) {
  await own.goto(url('rules/words'))
  await own.getByLabel('词条').fill('云泽市旧称局')
  await own.locator('form.add').getByRole('combobox', { name: '类别' }).press('Enter')
  await own.getByRole('option', { name: '敏感表述' }).first().click()
  await own.getByLabel('建议').fill('云泽市新称局')
  await own.getByLabel('来源').first().fill('机构改革通知')
  await own.getByRole('button', { name: '加入' }).click()
  await own.locator('tbody').getByText('云泽市旧称局').waitFor()
  const table = await own.evaluate(async () => (await fetch('/api/v1/office-word-table')).text())
  expect(table.includes('云泽市旧称局,敏感表述,云泽市新称局,机构改革通知'), true)
  await own.locator('main input[type=file]').setInputFiles({
    name: 'words.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(table),
  })
  await own.getByText('加入 0 条，原已有 1 条').waitFor()
  await own.locator('main input[type=file]').setInputFiles({
    name: 'wrong.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('词条,类别,来源\n甲乙丙,什么,校对\n'),
  })
  await own.getByText('有 1 处错误').waitFor()
}

// Activity, and the step that ends an account's life.
export async function accountLife(own, url) {
  await own.goto(url('accounts'))
  await own.getByRole('link', { name: '活跃度' }).click()
  await own.getByRole('heading', { name: '平台 × 县区' }).waitFor()
  await own.locator('.frame tbody tr').first().waitFor()
  await own.getByRole('link', { name: '名录外账号' }).click()
  await own.getByText('是不是本级开办的').waitFor()
  const key = await own.evaluate(async () => {
    const said = await fetch('/api/v1/campaigns/2021Q4/media')
    return (await said.json()).items.find((each) => each.state === 'running').key
  })
  await own.getByRole('link', { name: '变动记录' }).click()
  await own.getByRole('button', { name: '登记变动' }).click()
  const dialog = own.getByRole('dialog', { name: '登记变动' })
  await dialog.getByLabel('网站或账号').fill(key)
  await dialog.getByRole('combobox', { name: '变动' }).press('Enter')
  await own.getByRole('option', { name: '注销' }).click()
  await dialog.getByRole('combobox', { name: '原因' }).press('Enter')
  await own.getByRole('option', { name: '僵尸' }).click()
  await dialog.getByLabel('批准文号').fill('云办〔2021〕9号')
  await dialog.getByLabel('理由').fill('长期不更新')
  await dialog.getByRole('button', { name: '提交' }).click()
  await own.locator('tbody').getByText('云办〔2021〕9号').waitFor()
}

// A group is decided at once only after some of it were opened, and never one of vetoes.
export async function groupDecision(own, url) {
  await own.goto(url('review'))
  await own.locator('.queue li').first().waitFor()
  const group = await own.evaluate(async () => {
    const said = await fetch('/api/v1/campaigns/2021Q4/findings?waiting=true&size=200')
    return (await said.json()).groups.find((each) => !each.veto && each.waiting >= 3)
  })
  if (!group) throw new Error('no group of three that is no veto')
  await own.goto(url(`review?group=${encodeURIComponent(group.key)}`))
  await own.locator('.queue li').first().waitFor()
  const confirm = own.getByRole('button', { name: '整组确认' })
  expect(await confirm.isDisabled(), true)
  await own.keyboard.press('j')
  expect(await confirm.isDisabled(), true)
  await own.keyboard.press('j')
  await own.waitForFunction(
    () => ![...document.querySelectorAll('.group button')].some((each) => each.disabled),
  )
  await confirm.click()
  await own.getByText(/已复核 \d+ 条/).waitFor()
  await own.waitForFunction(
    async (key) => {
      const said = await fetch(
        `/api/v1/campaigns/2021Q4/findings?waiting=true&group=${encodeURIComponent(key)}`,
      )
      return (await said.json()).total === 0
    },
    group.key,
    { polling: 500 },
  )
}

// The same fault found twice is made one, and taken back.
export async function mergeFinding(own, url) {
  const target = await own.evaluate(async () => {
    const said = await fetch('/api/v1/campaigns/2021Q4/findings?waiting=true&size=500')
    const open = (await said.json()).items.filter((each) => !each.veto)
    const of = new Map()
    for (const each of open) of.set(each.target, (of.get(each.target) ?? 0) + 1)
    return [...of].find(([, many]) => many >= 2)?.[0]
  })
  if (!target) throw new Error('no target with two findings that wait')
  await own.goto(url(`review?target=${target}`))
  const plain = own.locator('.queue button', { hasNot: own.getByText('单项否决') })
  await plain.first().click()
  await own.keyboard.press('m')
  const dialog = own.getByRole('dialog', { name: '与哪一个是同一问题' })
  await dialog.getByRole('radio').first().waitFor()
  await dialog.locator('.el-radio').first().click()
  await dialog.getByRole('button', { name: '合并' }).click()
  const merged = () =>
    own.evaluate(async (code) => {
      const said = await fetch(
        `/api/v1/campaigns/2021Q4/findings?state=dismissed&target=${code}&size=500`,
      )
      return (await said.json()).items.filter((each) => each.decision?.merged_into).length
    }, target)
  for (let tries = 0; tries < 20 && (await merged()) === 0; tries++) {
    await own.waitForTimeout(250)
  }
  expect(await merged(), 1)
  await dialog.waitFor({ state: 'detached' })
  await own.keyboard.press('u')
  for (let tries = 0; tries < 20 && (await merged()) > 0; tries++) {
    await own.waitForTimeout(250)
  }
  expect(await merged(), 0)
}
