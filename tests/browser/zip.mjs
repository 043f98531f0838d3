// One entry of a zip file changed, the others as they are: how a word processor's edit is played.
import { crc32 as ours, inflateRawSync } from 'node:zlib'

const kEnd = 0x06054b50
const kEntry = 0x02014b50
const kLocal = 0x04034b50

function crc32(bytes) {
  if (ours) return ours(bytes) >>> 0
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

function entriesOf(zip) {
  let end = zip.length - 22
  while (end >= 0 && zip.readUInt32LE(end) !== kEnd) end -= 1
  const entries = []
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== kEntry) throw new Error('no entry of a zip file')
    const [nameLength, extra, comment] = [28, 30, 32].map((each) => zip.readUInt16LE(at + each))
    const local = zip.readUInt32LE(at + 42)
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const packed = zip.subarray(data, data + zip.readUInt32LE(at + 20))
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      bytes: zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed,
    })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

function zipOf(entries) {
  const parts = []
  const table = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    const mark = Buffer.alloc(4)
    mark.writeUInt32LE(kLocal)
    parts.push(mark, common, title, bytes)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(kEntry)
    entry.writeUInt16LE(20, 4)
    common.copy(entry, 6)
    entry.writeUInt32LE(offset, 42)
    table.push(entry, title)
    offset += 30 + title.length + bytes.length
  }
  const directory = Buffer.concat(table)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(kEnd)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, directory, end])
}

// `change` is given the text of the entry and gives its new one.
export function withEntry(zip, name, change) {
  const entries = entriesOf(zip)
  const found = entries.find((each) => each.name === name)
  if (!found) throw new Error(`no ${name} in the file`)
  found.bytes = Buffer.from(change(found.bytes.toString('utf8')))
  return zipOf(entries)
}
