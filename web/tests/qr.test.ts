import { expect, test } from 'vitest'

import { qrCode } from '@/lib/qr'

// Bytes that fit at error correction M, by version: table 7 of ISO/IEC 18004.
const kCapacity = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331]

test('the smallest version that holds the text is taken', () => {
  kCapacity.forEach((bytes, i) => {
    const size = (i + 1) * 4 + 17
    expect(qrCode('x'.repeat(bytes))?.length).toBe(size)
    expect(qrCode('x'.repeat(bytes + 1))?.length).toBe(
      i + 1 < kCapacity.length ? size + 4 : undefined,
    )
  })
})

test('Chinese counts in bytes', () => {
  expect(qrCode('明察明察')?.length).toBe(21)
  expect(qrCode('明察明察明')?.length).toBe(25)
})

test('finders, timing and the dark module are where readers look for them', () => {
  const grid = qrCode('otpauth://totp/Mingcha:admin?secret=JBSWY3DPEHPK3PXP')!
  const size = grid.length
  const row = (y: number, x: number) =>
    grid[y]!.slice(x, x + 7)
      .map((dark) => (dark ? '#' : '.'))
      .join('')
  for (const [y, x] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const) {
    expect([0, 1, 2, 3, 4, 5, 6].map((dy) => row(y + dy, x))).toEqual([
      '#######',
      '#.....#',
      '#.###.#',
      '#.###.#',
      '#.###.#',
      '#.....#',
      '#######',
    ])
  }
  for (let i = 8; i < size - 8; i++) expect(grid[6]![i]).toBe(i % 2 === 0)
  expect(grid[size - 8]![8]).toBe(true)
})

test('the format bits name level M and mask 0: 101010000010010', () => {
  const grid = qrCode('A')!
  const read = [0, 1, 2, 3, 4, 5, 7].map((x) => grid[8]![x]).concat(grid[8]![8]!)
  expect(read.map(Number).join('')).toBe('10101000')
})
