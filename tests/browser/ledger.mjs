// The question ledger and the yearly forms, as people use them.
import { expect } from './steps.mjs'

const kAsked = '2021-11-05 09:05'
const kReplied = '2021-11-09 15:00'

// Draws questions, writes down that one was asked and answered, and judges the reply.
export async function questionAnswered(own, url) {
  await own.goto(url('questions'))
  await own.getByRole('heading', { name: '实时互动' }).waitFor()
  await own.getByRole('button', { name: '排题' }).click()
  await own.getByText(/列入计划 \d+ 个网站/).waitFor()
  const inFive = () => own.locator('.bands .within_5 b').innerText()
  const before = Number(await inFive())
  const first = own.locator('tbody tr').first()
  await first.getByText('待提问').waitFor()
  const name = (await first.locator('.name').innerText()).trim()
  await first.locator('.name').click()
  const dialog = own.getByRole('dialog', { name })
  await dialog.getByRole('button', { name: '登记提问' }).click()
  await dialog.getByLabel('时间').fill(kAsked)
  await dialog.getByLabel('渠道').fill('县长信箱')
  await dialog.getByLabel('受理编号').fill('A0231')
  await dialog.getByRole('button', { name: '提交' }).click()
  await dialog.getByText('最后一天 2021-11-12').waitFor()
  await dialog.getByText('A0231').waitFor()
  await dialog.getByRole('button', { name: '登记答复' }).click()
  await dialog.getByLabel('时间').fill(kReplied)
  // Without proof nothing is taken.
  expect(await dialog.getByRole('button', { name: '提交' }).isDisabled(), true)
  await dialog.getByLabel('答复摘要').fill('<img src=x onerror=alert(1)>来信已办理')
  await dialog.locator('input[type=file]').setInputFiles({
    name: '答复.png',
    mimeType: 'image/png',
    buffer: Buffer.from('iVBORw0KGgo=', 'base64'),
  })
  await dialog.getByRole('button', { name: '提交' }).click()
  await dialog.getByText('答复待判定').waitFor()
  expect(await dialog.locator('img').count(), 0)
  await dialog.getByRole('button', { name: '判定答复' }).click()
  await dialog.getByRole('button', { name: '提交' }).click()
  await dialog.getByText('按期答复').waitFor()
  await dialog.getByText('2 个工作日').first().waitFor()
  await own.keyboard.press('Escape')
  await own.getByRole('dialog').waitFor({ state: 'detached' })
  expect(Number(await inFive()), before + 1)
  // What is not public stays with whoever looks answers up.
  const table = await own.evaluate(async (where) => {
    return (await fetch(where)).text()
  }, `/api/v1/campaigns/2021Q4/questions.csv`)
  expect(table.includes('A0231'), false)
}

// Types values into a yearly form and reads back what is still missing.
export async function annualForm(own, url) {
  await own.goto(url('annual'))
  await own.getByRole('heading', { name: '年度报表' }).waitFor()
  await own.getByRole('button', { name: '看网站上有没有' }).click()
  const first = own.locator('tbody tr').first()
  await first.locator('.pill').last().waitFor()
  await first.locator('.name').click()
  const dialog = own.getByRole('dialog')
  await dialog.getByRole('button', { name: '填写' }).click()
  const field = dialog.getByLabel('网站总访问量').first()
  await field.fill('12345')
  await dialog.getByRole('button', { name: '保存 1 项' }).click()
  await dialog.getByText('12345').waitFor()
  await dialog.getByText('填报 · fuhe1').waitFor()
  // A form that misses fields is not let through.
  await dialog.getByRole('button', { name: '审核通过' }).click()
  await dialog.getByRole('alert').waitFor()
  await own.keyboard.press('Escape')
  await own.getByText('已填报 1 /').waitFor()
}
