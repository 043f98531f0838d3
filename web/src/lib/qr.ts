// Text as a QR code (ISO/IEC 18004): byte mode, error correction M, versions 1 to 13, which is
// up to 331 bytes. Gives rows of modules, true for dark, without the quiet zone; null for longer
// text.
const kEccPerBlock = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22]
const kBlocks = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9]
const kMaxVersion = 13
const kFormatMask = 0x5412
const kLevelM = 0 // as the format bits name it

type Grid = boolean[][]

function bits(value: number, length: number): number[] {
  return Array.from({ length }, (_, i) => (value >>> (length - 1 - i)) & 1)
}

// Modules that hold data and correction, of a version.
function rawModules(version: number): number {
  let result = (16 * version + 128) * version + 64
  if (version >= 2) {
    const count = Math.floor(version / 7) + 2
    result -= (25 * count - 10) * count - 55
    if (version >= 7) result -= 36
  }
  return result
}

function dataBytes(version: number): number {
  return Math.floor(rawModules(version) / 8) - kEccPerBlock[version]! * kBlocks[version]!
}

function multiply(a: number, b: number): number {
  let z = 0
  for (let i = 7; i >= 0; i--) {
    z = (z << 1) ^ ((z >>> 7) * 0x11d)
    z ^= ((b >>> i) & 1) * a
  }
  return z
}

function generator(degree: number): number[] {
  const out = new Array<number>(degree).fill(0)
  out[degree - 1] = 1
  let root = 1
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) {
      out[j] = multiply(out[j]!, root) ^ (j + 1 < degree ? out[j + 1]! : 0)
    }
    root = multiply(root, 2)
  }
  return out
}

function remainder(data: number[], divisor: number[]): number[] {
  const out = divisor.map(() => 0)
  for (const byte of data) {
    const factor = byte ^ out.shift()!
    out.push(0)
    divisor.forEach((each, i) => (out[i] = out[i]! ^ multiply(each, factor)))
  }
  return out
}

// Data with its correction, the blocks' bytes interleaved.
function codewords(bytes: Uint8Array, version: number): number[] {
  const capacity = dataBytes(version)
  const stream = [...bits(4, 4), ...bits(bytes.length, version < 10 ? 8 : 16)]
  for (const byte of bytes) stream.push(...bits(byte, 8))
  stream.push(...bits(0, Math.min(4, capacity * 8 - stream.length)))
  while (stream.length % 8) stream.push(0)
  const data: number[] = []
  for (let i = 0; i < stream.length; i += 8) {
    data.push(stream.slice(i, i + 8).reduce((sum, bit) => sum * 2 + bit, 0))
  }
  for (let pad = 0xec; data.length < capacity; pad ^= 0xec ^ 0x11) data.push(pad)

  const blocks = kBlocks[version]!
  const total = Math.floor(rawModules(version) / 8)
  const short = blocks - (total % blocks)
  const shortData = Math.floor(total / blocks) - kEccPerBlock[version]!
  const divisor = generator(kEccPerBlock[version]!)
  const parts: { data: number[]; ecc: number[] }[] = []
  for (let i = 0, at = 0; i < blocks; i++) {
    const part = data.slice(at, at + shortData + (i < short ? 0 : 1))
    at += part.length
    parts.push({ data: part, ecc: remainder(part, divisor) })
  }
  const out: number[] = []
  for (let i = 0; i <= shortData; i++) {
    for (const part of parts) if (i < part.data.length) out.push(part.data[i]!)
  }
  for (let i = 0; i < kEccPerBlock[version]!; i++)
    for (const part of parts) out.push(part.ecc[i]!)
  return out
}

function alignment(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const size = version * 4 + 17
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2
  const out = [6]
  for (let i = 0; i < count - 1; i++) out.splice(1, 0, size - 7 - i * step)
  return out
}

function formatBits(mask: number): number {
  const data = (kLevelM << 3) | mask
  let rest = data
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537)
  return ((data << 10) | rest) ^ kFormatMask
}

class Canvas {
  readonly size: number
  readonly dark: Grid
  readonly fixed: Grid

  constructor(private readonly version: number) {
    this.size = version * 4 + 17
    const empty = (): Grid =>
      Array.from({ length: this.size }, () => new Array<boolean>(this.size).fill(false))
    this.dark = empty()
    this.fixed = empty()
    this.patterns()
  }

  private set(x: number, y: number, dark: boolean): void {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return
    this.dark[y]![x] = dark
    this.fixed[y]![x] = true
  }

  private patterns(): void {
    for (let i = 0; i < this.size; i++) {
      this.set(6, i, i % 2 === 0)
      this.set(i, 6, i % 2 === 0)
    }
    for (const [x, y] of [
      [3, 3],
      [this.size - 4, 3],
      [3, this.size - 4],
    ] as const) {
      for (let dy = -4; dy <= 4; dy++) {
        for (let dx = -4; dx <= 4; dx++) {
          const ring = Math.max(Math.abs(dx), Math.abs(dy))
          this.set(x + dx, y + dy, ring !== 2 && ring !== 4)
        }
      }
    }
    const places = alignment(this.version)
    const last = places.length - 1
    places.forEach((x, i) =>
      places.forEach((y, j) => {
        if ((i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0)) return
        for (let dy = -2; dy <= 2; dy++) {
          for (let dx = -2; dx <= 2; dx++) {
            this.set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1)
          }
        }
      }),
    )
    this.format(0)
    if (this.version >= 7) this.versionBits()
  }

  format(mask: number): void {
    const value = formatBits(mask)
    const bit = (i: number): boolean => ((value >>> i) & 1) === 1
    for (let i = 0; i <= 5; i++) this.set(8, i, bit(i))
    this.set(8, 7, bit(6))
    this.set(8, 8, bit(7))
    this.set(7, 8, bit(8))
    for (let i = 9; i < 15; i++) this.set(14 - i, 8, bit(i))
    for (let i = 0; i < 8; i++) this.set(this.size - 1 - i, 8, bit(i))
    for (let i = 8; i < 15; i++) this.set(8, this.size - 15 + i, bit(i))
    this.set(8, this.size - 8, true)
  }

  private versionBits(): void {
    let rest = this.version
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25)
    const value = (this.version << 12) | rest
    for (let i = 0; i < 18; i++) {
      const a = this.size - 11 + (i % 3)
      const b = Math.floor(i / 3)
      this.set(a, b, ((value >>> i) & 1) === 1)
      this.set(b, a, ((value >>> i) & 1) === 1)
    }
  }

  // Upwards and downwards in pairs of columns from the right, the timing column left out.
  fill(words: number[]): void {
    let i = 0
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5
      const upward = ((right + 1) & 2) === 0
      for (let step = 0; step < this.size; step++) {
        const y = upward ? this.size - 1 - step : step
        for (const x of [right, right - 1]) {
          if (this.fixed[y]![x] || i >= words.length * 8) continue
          this.dark[y]![x] = ((words[i >>> 3]! >>> (7 - (i & 7))) & 1) === 1
          i += 1
        }
      }
    }
  }

  mask(): void {
    for (let y = 0; y < this.size; y++) {
      for (let x = 0; x < this.size; x++) {
        if (!this.fixed[y]![x] && (x + y) % 2 === 0) this.dark[y]![x] = !this.dark[y]![x]
      }
    }
  }
}

export function qrCode(text: string): Grid | null {
  const bytes = new TextEncoder().encode(text)
  let version = 1
  const room = (each: number): number => dataBytes(each) - (each < 10 ? 2 : 3)
  while (version <= kMaxVersion && room(version) < bytes.length) version += 1
  if (version > kMaxVersion) return null
  const canvas = new Canvas(version)
  canvas.fill(codewords(bytes, version))
  // One mask for all: a reader takes any, and what is encoded here is short and varied.
  canvas.mask()
  canvas.format(0)
  return canvas.dark
}
