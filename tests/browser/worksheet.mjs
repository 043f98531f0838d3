// A worksheet in the browser: words by keyboard, and pictures that a phone brings by a QR link.
import { expect } from './steps.mjs'

const kPhone = { width: 390, height: 844 }
const kExif = Buffer.concat([
  Buffer.from('Exif\0\0MM\0\x2a\0\0\0\x08\0\x01', 'latin1'),
  // 0x8825, LONG, 1: where the picture was taken
  Buffer.from([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0x1a, 0, 0, 0, 0]),
])

// A real picture with a place in its Exif.
async function photo(page) {
  const jpeg = await page.screenshot({ type: 'jpeg', quality: 60 })
  const head = Buffer.from([0xff, 0xe1, 0, kExif.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, kExif, jpeg.subarray(2)])
}

const progress = async (page) => {
  const [done, all] = (await page.locator('.progress').innerText()).split('/').map(Number)
  return { done, all }
}

// 合格 by its key, a fault in the known words: both stay, the number of what is left goes down.
export async function fillWorksheet(page, address) {
  await page.goto(address)
  await page.locator('.lines .line').first().waitFor()
  const before = await progress(page)
  const waiting = page.locator('.line', { hasText: '待检查' })
  const first = (await waiting.first().locator('.title b').innerText()).trim()
  await waiting.first().locator('.title').click()
  await page.keyboard.press('1')
  await page.waitForFunction(
    (n) => Number(document.querySelector('.progress').innerText.split('/')[0]) === n,
    before.done + 1,
  )
  const second = (await waiting.first().locator('.title b').innerText()).trim()
  await waiting.first().locator('.title').click()
  await page.keyboard.press('2')
  await page.getByLabel('问题', { exact: true }).fill('栏目内容与栏目名称不符')
  await page.getByRole('button', { name: '保存' }).click()
  await page.waitForFunction(
    (n) => Number(document.querySelector('.progress').innerText.split('/')[0]) === n,
    before.done + 2,
  )
  await page.reload()
  await page.locator('.lines .line').first().waitFor()
  const line = (title) => page.locator('.line', { has: page.getByText(title, { exact: true }) })
  expect(await line(first).locator('.top', { hasText: '合格 ·' }).count(), 1)
  expect(await line(second).locator('.top', { hasText: '有问题 ·' }).count(), 1)
}

// The phone has no session; its link opens once. What it sends is on the desk while it is open.
export async function captureByPhone(page, watch, origin, address) {
  await page.goto(address)
  const waiting = page.locator('.line', { hasText: '待检查' }).first()
  await waiting.locator('.title').click()
  await page.getByRole('button', { name: '手机拍照' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('svg.qr').waitFor()
  const link = (await dialog.locator('.address').innerText()).trim()
  const phone = await watch.page(origin, kPhone)
  await phone.goto(link)
  await phone.getByText('拍照', { exact: true }).waitFor()
  expect(new URL(phone.url()).hash, '')
  await phone
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photo(page) })
  await phone.getByText('已收到的图片（1）').waitFor()
  await phone
    .locator('input[type=file]')
    .last()
    .setInputFiles({ name: 'x.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
  await phone.getByText('不是 JPEG 或 PNG 图片').waitFor()
  await phone.getByLabel('看到的最近一次更新的日期').fill('2021-10-01')
  await phone.getByLabel('备注').fill('<b>停更</b>一个月')
  const faults = await watch.faults(phone)
  await phone.reload()
  await phone.getByText('已收到的图片（1）').waitFor()
  await phone.getByLabel('看到的最近一次更新的日期').fill('2021-10-01')
  await phone.getByLabel('备注').fill('<b>停更</b>一个月')
  await phone.getByRole('button', { name: '完成' }).click()
  await phone.getByText('已完成，可以关闭本页').waitFor()
  await dialog.getByText('已收到 2 项').waitFor()
  await dialog.getByText('已去掉位置信息').waitFor()
  await dialog.getByText('<b>停更</b>一个月').waitFor()
  const kept = await page.evaluate(async () => {
    const answer = await fetch(document.querySelector('.captures img').src)
    return { type: answer.headers.get('Content-Type'), text: await answer.text() }
  })
  expect(kept.type, 'image/jpeg')
  expect(kept.text.includes('Exif'), false)
  // Somebody else with the same code.
  const late = await watch.page(origin, kPhone)
  await late.goto(link)
  await late.getByRole('heading', { name: '这个二维码不能再用' }).waitFor()
  await late.context().close()
  await phone.context().close()
  await dialog.getByRole('button', { name: '完成' }).click()
  expect(faults.join('\n'), '')
}
