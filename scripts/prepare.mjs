/**
 * Makes a checkout ready to run: installs what the lockfile asks for and builds what is older than its sources.
 * Plain node without dependencies, because it runs before there are any. Quiet when there is nothing to do.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

if (!installed()) run('Installing development packages (once) …', 'npm', ['ci', '--loglevel=error'])
if (!built())
  run('Building dist/ …', process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--code-only'])

/** Whether node_modules holds the versions of the lockfile. Contents are compared, since git sets no useful dates. */
function installed() {
  const wanted = packages('package-lock.json')
  const present = packages('node_modules/.package-lock.json')
  if (present === null || wanted === null) return false
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = present[path]
    return path === '' || (found === undefined ? optional === true : found.version === version)
  })
}

function packages(file) {
  const path = join(root, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null
}

/** Whether dist is newer than every source. */
function built() {
  const stamp = join(root, 'dist/index.js')
  return existsSync(stamp) && newest(['src', 'scripts/build.ts', 'package.json']) <= statSync(stamp).mtimeMs
}

function newest(paths) {
  return Math.max(...paths.map((path) => newestUnder(join(root, path))))
}

function newestUnder(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestUnder(join(path, name))))
}

function run(title, command, args) {
  console.error(title)
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: command === 'npm',
  })
  if (status !== 0) process.exit(status ?? 1)
}
