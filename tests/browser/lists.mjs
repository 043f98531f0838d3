// Lists as files, and the example data that goes with one click.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from './steps.mjs'

// The file holds what the filter shows, and no cell of it is a formula.
export async function saveList(page, address, folder) {
  await page.goto(address)
  await page.locator('tbody a').first().waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '导出 CSV' }).click(),
  ])
  const path = join(folder, 'saved.csv')
  await download.saveAs(path)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\r\n')
  expect(lines.length, 2)
  if (!lines[1].includes(",'=1+1 局,")) throw new Error(`a formula: ${lines[1]}`)
}

// What was imported beside the example stays.
export async function removeExample(page, origin, campaign, own) {
  await page.goto(`${origin}/c/${campaign}/overview`)
  await page.getByText('现在看的是示例数据').waitFor()
  await page.getByRole('button', { name: '删除示例数据' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('您自己导入的数据不受影响').waitFor()
  await dialog.getByRole('button', { name: '删除示例数据' }).click()
  await page.waitForFunction((id) => !location.pathname.startsWith(`/c/${id}/`), campaign)
  await page.locator('main h1').first().waitFor()
  const { items } = await page.evaluate(async () => (await fetch('/api/v1/campaigns')).json())
  expect(items.some((each) => each.id === campaign), false)
  const sites = own()
  if (!sites.includes('9978999999')) throw new Error('the own site is gone')
  if (sites.includes('9978030013')) throw new Error('a site of the example is left')
}
