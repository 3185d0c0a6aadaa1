import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isPlain } from './python-words.js'
import type { Subject } from './result.js'

/** The kinds of recorded cases: two of them share a folder of real templates. */
export type SuiteFormat = 'jinja' | 'bugs' | 'renders' | 'parses'

/** One file of cases; `path` is that file, or the folder of the set it belongs to. */
export interface Suite {
  readonly format: SuiteFormat
  readonly path: string
}

/** Every suite in or under the given files and folders, in order of path. Other files are passed over. */
export function findSuites(paths: readonly string[]): Suite[] {
  return paths.flatMap((path) => suitesAt(resolve(path)))
}

/** The lines of a suite, one case each. */
export function caseLines({ format, path }: Suite): string[] {
  if (format === 'renders') return packedLines(path, 'cases')
  if (format === 'parses') return packedLines(path, 'parse')
  return linesOf(path)
}

/** The lines of `<name>.jsonl.gz` (or `<name>.jsonl`) in a folder; none when there is no such file. */
export function packedLines(folder: string, name: string): string[] {
  const path = [`${name}.jsonl.gz`, `${name}.jsonl`].map((file) => join(folder, file)).find(isFile)
  return path === undefined ? [] : linesOf(path)
}

/** The name of a case, read without running it; for cases that did not live to tell theirs. */
export function caseSubject({ format, path }: Suite, line: string): Subject {
  const parsed: { id?: string; path?: string } = JSON.parse(line)
  const id = parsed.id ?? parsed.path ?? '?'
  if (format === 'parses') return { id, topic: 'parse' }
  return { id, topic: format === 'jinja' ? (id.split('/')[0] ?? id) : basename(path) }
}

function suitesAt(path: string): Suite[] {
  if (!statSync(path).isDirectory()) return suitesInFile(path)
  if (isFile(join(path, 'meta.json'))) return suitesInSet(path)
  return readdirSync(path)
    .sort()
    .flatMap((name) => suitesAt(join(path, name)))
}

/** A set has two suites: what it renders and what it parses. */
function suitesInSet(path: string): Suite[] {
  const formats: SuiteFormat[] = ['renders', 'parses']
  return formats.map((format) => ({ format, path }))
}

function suitesInFile(path: string): Suite[] {
  if (!/\.jsonl(\.gz)?$/.test(path) || basename(path).startsWith('.')) return []
  const format = formatOf(linesOf(path)[0] ?? '')
  return format === null ? [] : [{ format, path }]
}

/** Tells the formats apart by the fields only they have; null for a line that is neither. */
function formatOf(line: string): SuiteFormat | null {
  const fields = fieldsOf(line)
  if (typeof fields.id !== 'string') return null
  // Other collections say `expect` too, but with a word.
  if (typeof fields.expect === 'object' && ('source' in fields || 'name' in fields || 'select' in fields))
    return 'jinja'
  return typeof fields.right === 'string' && typeof fields.templates === 'object' ? 'bugs' : null
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(line)
    return isPlain(parsed) ? parsed : {}
  } catch {
    return {}
  }
}

function linesOf(path: string): string[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').filter((line) => line.trim() !== '')
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
