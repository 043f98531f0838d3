// node embed.mjs OUT.cpp [FOLDER]: writes the files of FOLDER, packed with gzip, as the table of
// src/server/bundle.h. Without a folder the table is empty. The same files give the same bytes.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

function filesOf(folder, under = '') {
  return readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesOf(folder, `${under}${entry.name}/`) : [`${under}${entry.name}`],
  )
}

// Octal escapes of three digits: no digit that follows can be taken for a part of them.
function literal(bytes) {
  const lines = []
  for (let at = 0; at < bytes.length; at += 64) {
    let line = ''
    for (const byte of bytes.subarray(at, at + 64))
      line += `\\${byte.toString(8).padStart(3, '0')}`
    lines.push(`"${line}"`)
  }
  return lines.length ? lines.join('\n') : '""'
}

const [out, folder] = process.argv.slice(2)
const rows = (folder ? filesOf(folder) : []).sort().map((name) => {
  const type = kTypes[extname(name)]
  if (!type) throw new Error(`${name}: no content type is known for it`)
  const bytes = readFileSync(join(folder, name))
  const packed = gzipSync(bytes, { level: 9 })
  packed[9] = 255 // the packing system's name is left out: the same bytes on every machine
  const etag = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  const immutable = name.startsWith('assets/')
  return (
    `    {"/${name}", "${type}", "\\"${etag}\\"",\n     std::string_view(\n${literal(packed)},\n` +
    `         ${packed.length}),\n     ${immutable}},\n`
  )
})

writeFileSync(
  out,
  `// Made from web/ by web/embed.mjs.
#include "server/bundle.h"

#include <array>

namespace mingcha::server {

namespace {

using namespace std::string_view_literals;
constexpr std::array<BundleFile, ${rows.length}> kFiles{{
${rows.join('')}}};

}  // namespace

std::span<const BundleFile> bundle() {
    return kFiles;
}

}  // namespace mingcha::server
`,
)
