/** Kills `torii compile` 200 times while it writes; whatever is in the output folder afterwards has to be whole. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cli = join(dirname(fileURLToPath(import.meta.url)), '../dist/cli.js')
const rounds = Number(process.argv[2] ?? 200)
const folder = mkdtempSync(join(tmpdir(), 'torii-kill-'))
const views = join(folder, 'views')
const out = join(folder, 'out')
mkdirSync(views)
let damaged = 0
let cut = 0
let moved = 0
let before = new Set()
for (let round = 0; round < rounds; round++) {
  for (let at = 0; at < 60; at++)
    writeFileSync(join(views, `p${at}.html`), `${round}{{ a }}${'text '.repeat(4000)}`)
  before = new Set(filesIn(out))
  const child = spawn(process.execPath, [cli, 'compile', views, '--out', out, '--source-map'])
  const gone = new Promise((resolve) => child.on('exit', (code) => resolve(code)))
  // Every other one while files are written beside their places, the others while these are put there.
  const begun =
    round % 2 === 0 ? writing(() => Math.random() < 0.01) : writing(() => placed(round).length > 0)
  await Promise.race([gone, begun])
  child.kill('SIGKILL')
  if ((await gone) === null) cut++
  const { length } = placed(round)
  if (length > 0 && length < 60) moved++
  for (const file of filesIn(out)) if (!isWhole(file, readFileSync(join(out, file), 'utf8'))) damaged++
}
rmSync(folder, { recursive: true, force: true })
console.log(
  `${rounds} runs, ${cut} killed while they wrote, ${moved} of them between two files: ${damaged} damaged files`,
)
process.exitCode = damaged === 0 ? 0 : 1

/** Comes back when the program has begun to write, and `enough` says so. */
async function writing(enough) {
  const isNew = (file) => file.endsWith('.torii-part') && !before.has(file)
  while (!filesIn(out).some(isNew) || !enough()) await new Promise((resolve) => setImmediate(resolve))
}

/** The modules of this round that are in place. */
function placed(round) {
  const start = `"${round}"`
  return filesIn(out).filter(
    (file) => file.endsWith('.html.js') && readFileSync(join(out, file), 'utf8').includes(start),
  )
}

function filesIn(path) {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function isWhole(file, text) {
  if (file.endsWith('.torii-part')) return true
  if (file === 'templates.js') return text.endsWith('};\n')
  if (file.endsWith('.js')) return /\n\/\/# sourceMappingURL=.*\n$/.test(text)
  try {
    return JSON.parse(text) !== null
  } catch {
    return false
  }
}
