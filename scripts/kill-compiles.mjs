/** Kills `torii compile` at 200 random moments; whatever is in the output folder afterwards has to be whole. */
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
for (let round = 0; round < rounds; round++) {
  for (let at = 0; at < 60; at++)
    writeFileSync(join(views, `p${at}.html`), `${round}{{ a }}${'text '.repeat(4000)}`)
  const child = spawn(process.execPath, [cli, 'compile', views, '--out', out, '--source-map'])
  const gone = new Promise((resolve) => child.on('exit', (code) => resolve(code)))
  await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 350))
  child.kill('SIGKILL')
  if ((await gone) === null) cut++
  for (const file of filesIn(out)) if (!isWhole(file, readFileSync(join(out, file), 'utf8'))) damaged++
}
rmSync(folder, { recursive: true, force: true })
console.log(`${rounds} runs, ${cut} of them killed while they ran: ${damaged} damaged files`)
process.exitCode = damaged === 0 ? 0 : 1

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
