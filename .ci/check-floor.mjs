/** `check-floor.mjs NAME FOLDER`: runs one set of recorded cases and fails when fewer pass than its floor says. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [name, folder] = process.argv.slice(2)
const {
  command = 'conformance',
  path,
  options,
  passed,
} = JSON.parse(readFileSync('.ci/floors.json', 'utf8'))[name]

const run = spawnSync('npm', ['run', '--silent', command, '--', join(folder, path), ...options], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
})
const counted = /^(\d+) passed.*$/m.exec(run.stdout.trimEnd().split('\n').at(-1))
if (counted === null) {
  console.error(run.stdout, run.stderr)
  process.exit(1)
}
console.log(`${counted[0]} (floor ${passed})`)
process.exitCode = Number(counted[1]) < passed ? 1 : 0
