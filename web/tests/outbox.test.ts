import { beforeEach, expect, test } from 'vitest'

import { Outbox, type Unsent } from '@/lib/outbox'

let down = false
let sent: Unsent<string>[] = []
let kept: Unsent<string>[] = []
let refused: string[] = []

function outbox(from: Unsent<string>[] = []) {
  return new Outbox<string>(
    {
      send: (item) => {
        if (down) return Promise.reject(new Error('down'))
        if (item.word === 'wrong') return Promise.reject(new Error('409'))
        sent.push(item)
        return Promise.resolve()
      },
      isUnsent: (error) => (error as Error).message === 'down',
      keep: (items) => {
        kept = [...items]
      },
      refused: (item) => {
        refused.push(item.id)
      },
    },
    from,
  )
}
beforeEach(() => {
  down = false
  sent = []
  kept = []
  refused = []
})

test('what cannot be sent is kept and sent later, in order', async () => {
  const box = outbox()
  down = true
  expect(await box.add({ id: 'a', word: 'yes' })).toBe(false)
  expect(await box.add({ id: 'b', word: 'no' })).toBe(false)
  expect(kept.map((each) => each.id)).toEqual(['a', 'b'])
  down = false
  expect(await box.flush()).toBe(true)
  expect(sent.map((each) => each.id)).toEqual(['a', 'b'])
  expect(kept).toEqual([])
})

test('what was kept by an earlier page is sent', async () => {
  const box = outbox([{ id: 'old', word: 'yes' }])
  expect(box.waiting).toBe(1)
  await box.flush()
  expect(sent.map((each) => each.id)).toEqual(['old'])
})

test('a later word on the same thing takes the place of one that never left', async () => {
  const box = outbox()
  down = true
  await box.add({ id: 'a', word: 'yes' })
  await box.add({ id: 'a', word: 'no' })
  down = false
  await box.flush()
  expect(sent).toEqual([{ id: 'a', word: 'no' }])
})

test('a word that never left is dropped; one that left is not', async () => {
  const box = outbox()
  down = true
  await box.add({ id: 'a', word: 'yes' })
  expect(box.drop('a')).toBe(true)
  expect(kept).toEqual([])
  down = false
  await box.add({ id: 'b', word: 'yes' })
  expect(box.drop('b')).toBe(false)
})

test('a refused word is told and does not hold up the others', async () => {
  const box = outbox([
    { id: 'a', word: 'wrong' },
    { id: 'b', word: 'yes' },
  ])
  expect(await box.flush()).toBe(true)
  expect(refused).toEqual(['a'])
  expect(sent.map((each) => each.id)).toEqual(['b'])
})
